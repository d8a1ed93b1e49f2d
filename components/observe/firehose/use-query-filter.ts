"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { useApi } from "@/components/api";
import { compileFilter, type Filter, type Predicate, parseFilter } from "@/sdk/filter";
import { streamDeltaType } from "@/sdk/protocol";
import { searchParameter } from "../search/address";
import { pageZone } from "../search/zone";

export interface QueryFilter {
  /** As it stands in the address; empty: everything is shown. */
  text: string;
  keeps: Predicate | undefined;
  /** It asks for parts of texts that are still written. */
  wantsDeltas: boolean;
  /** The only channel that it lets through, if there is one. */
  channel: string | undefined;
}

/** The filter that the page's address holds. */
export function useQueryFilter(spaceId: string): QueryFilter {
  const text = useSearchParams().get(searchParameter) ?? "";
  const { data: me } = useQuery({ ...useApi().search.me.queryOptions({ spaceId }), enabled: text !== "" });
  return useMemo(() => {
    const { filter } = parseFilter(text);
    if (filter.terms.length === 0) return { text, keeps: undefined, wantsDeltas: false, channel: undefined };
    const keeps = compileFilter(filter, { me, now: new Date(), zone: pageZone() });
    return { text, keeps, wantsDeltas: asksForDeltas(filter), channel: onlyChannel(filter) };
  }, [text, me]);
}

function asksForDeltas({ terms }: Filter): boolean {
  return terms.some((term) => term.kind === "type" && !term.isNegated && term.values.includes(streamDeltaType));
}

function onlyChannel({ terms }: Filter): string | undefined {
  const [term, other] = terms.filter((each) => each.kind === "in" && !each.isNegated);
  if (!term || other || term.kind !== "in" || term.values.length > 1) return undefined;
  return term.values[0];
}
