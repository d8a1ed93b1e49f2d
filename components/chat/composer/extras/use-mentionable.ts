import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { useApi } from "@/components/api";
import type { Place } from "@/sdk/protocol";
import type { RouterOutputs } from "@/server/api";
import { useConversation } from "../../conversation";
import { useSpaceSession } from "../../session/space-session";

export type Mentionable = RouterOutputs["members"]["mentionable"][number];

const pauseMs = 120;
const freshMs = 30_000;
const shownMax = 8;

/** Whom the beginning of a mention may mean, who wrote here lately first; `undefined` while nothing is known. */
export function useMentionable(place: Place, query: string | undefined): readonly Mentionable[] | undefined {
  const { spaceId } = useSpaceSession();
  const conversation = useConversation();
  const search = usePaused(useDeferredValue(query));
  const { data } = useQuery({
    ...useApi().members.mentionable.queryOptions(search === undefined ? skipToken : { spaceId, place, search }),
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });
  if (query === undefined || !data) return undefined;
  const written = query.toLowerCase();
  const fitting = data.filter(({ name, label }) => `${name}\n${label}`.toLowerCase().includes(written));
  const recent = recentSenders(conversation?.store.getSnapshot().rows ?? []);
  const rank = ({ name }: Mentionable) => recent.get(name) ?? Number.POSITIVE_INFINITY;
  return fitting.toSorted((one, other) => rank(one) - rank(other) || 0).slice(0, shownMax);
}

/** Who wrote lately, by how many others wrote since. */
function recentSenders(rows: readonly { envelope: { source: string } }[]): ReadonlyMap<string, number> {
  const recent = new Map<string, number>();
  for (const { envelope } of rows.toReversed()) {
    if (!recent.has(envelope.source)) recent.set(envelope.source, recent.size);
  }
  return recent;
}

/** The value once it has stayed the same for a moment; at once when there was none. */
function usePaused(value: string | undefined): string | undefined {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return value === undefined || paused === undefined ? value : paused;
}
