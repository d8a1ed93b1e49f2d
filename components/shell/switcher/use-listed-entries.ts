"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useParams, usePathname } from "next/navigation";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { frameTexts } from "@/components/admin/frame/texts";
import { useApi } from "@/components/api";
import { attentionTexts, useUnread } from "@/components/attention";
import type { Entry } from "./entry";
import { filterEntries, foundEntries, type PageLink, pageEntries, placeEntries, spaceEntries } from "./list-entries";
import { type ListedEntry, orderEntries } from "./order-entries";
import { recentPlaces } from "./recent-places";
import { placeKey } from "./use-remember-place";

const pauseMs = 150;
const askedCharactersMin = 2;

const ownPages: PageLink[] = [
  { path: "for-me", label: attentionTexts.forMe },
  { path: "threads", label: attentionTexts.threads },
  { path: "firehose", label: attentionTexts.firehose },
];
const adminPages = Object.entries(frameTexts.sections).map(
  ([section, label]): PageLink => ({ path: `admin/${section}`, label, isAdmin: true }),
);

export interface Listed {
  entries: ListedEntry[];
  /** They are those of what was typed before: drawing the others takes a moment. */
  isBehind: boolean;
  /** The server has not answered yet. */
  isLooking: boolean;
  hasFailed: boolean;
}

/** What the switcher lists for what is typed: what the page knows at once, and what the server finds soon after. */
export function useListedEntries(spaceId: string, query: string): Listed {
  const unread = useUnread(spaceId);
  const deferred = useDeferredValue(query);
  const { known, principal } = useKnown(spaceId);
  const { found, isLooking, hasFailed } = useFound(spaceId, query);
  const { channel, thread } = useParams<{ channel?: string; thread?: string }>();
  const current = channel === undefined ? undefined : placeKey(decodeURIComponent(channel), thread);
  const entries = useMemo(() => {
    const keys = new Set(known.map(({ key }) => key));
    const all = [...known, ...found.filter(({ key }) => !keys.has(key))];
    const recent = principal === undefined ? [] : recentPlaces(spaceId, principal);
    return orderEntries(all, deferred, { unread, recent, current });
  }, [known, found, deferred, unread, spaceId, principal, current]);
  return { entries, isBehind: deferred !== query, isLooking, hasFailed };
}

/** What the page knows or asks for once. */
function useKnown(spaceId: string): { known: Entry[]; principal: string | undefined } {
  const api = useApi();
  const { data: me } = useQuery(api.me.get.queryOptions());
  const { data: list } = useQuery(api.channels.list.queryOptions({ spaceId }));
  const { data: spaces } = useQuery(api.spaces.list.queryOptions());
  const { data: filters } = useQuery(api.filters.list.queryOptions({ spaceId }));
  const path = usePathname();
  const isAdmin = me?.platformRole === "admin";
  const known = useMemo(
    () => [
      ...placeEntries(spaceId, list?.channels ?? []),
      ...pageEntries(spaceId, isAdmin ? [...ownPages, ...adminPages] : ownPages),
      ...filterEntries(path, filters ?? []),
      ...spaceEntries(spaceId, spaces ?? []),
    ],
    [spaceId, list, spaces, filters, path, isAdmin],
  );
  return { known, principal: list?.principal };
}

/** What the server finds, once typing pauses. */
function useFound(spaceId: string, query: string): { found: Entry[]; isLooking: boolean; hasFailed: boolean } {
  const api = useApi();
  const path = usePathname();
  const typed = query.trim().slice(0, 200);
  const asked = usePaused(typed);
  const isAsked = asked.length >= askedCharactersMin;
  const { data, isFetching, isError } = useQuery({
    ...api.destinations.find.queryOptions({ spaceId, search: asked }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const found = useMemo(
    () => (isAsked && data ? foundEntries(spaceId, path, data) : []),
    [isAsked, data, spaceId, path],
  );
  return {
    found,
    isLooking: typed.length >= askedCharactersMin && (isFetching || typed !== asked),
    hasFailed: isError,
  };
}

function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
