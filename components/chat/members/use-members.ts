"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { failureOf, useApi, useApiClient } from "@/components/api";
import type { MemberItem } from "@/server/api";
import { useSpaceSession } from "../session/space-session";
import type { Profile } from "./profile";

const pageMembers = 200;

export interface Members {
  online: readonly MemberItem[];
  /** Only as far as pages were read. */
  offline: readonly MemberItem[];
  isLoading: boolean;
  /** Why there are no members to show: they may not be read, or could not be. */
  failure?: "hidden" | "unreachable";
  hasMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

/** Who can read a channel, with their presence as it changes. */
export function useMembers(channel: string): Members {
  const online = useMemberPages(channel, true);
  const all = useMemberPages(channel, false);
  const presence = usePresence(Math.min(online.dataUpdatedAt, all.dataUpdatedAt));
  return useMemo(() => {
    const known = new Map<string, MemberItem>();
    for (const page of [...(online.data?.pages ?? []), ...(all.data?.pages ?? [])]) {
      for (const member of page.members) known.set(member.id, member);
    }
    const members = [...known.values()].map((member) => ({
      ...member,
      isOnline: presence.get(member.id) ?? member.isOnline,
    }));
    members.sort((a, b) => a.displayName.localeCompare(b.displayName) || (a.id < b.id ? -1 : 1));
    return {
      online: members.filter((member) => member.isOnline),
      offline: members.filter((member) => !member.isOnline),
      isLoading: online.isPending || all.isPending,
      failure: all.error ? (failureOf(all.error).mayPass ? "unreachable" : "hidden") : undefined,
      hasMore: online.hasNextPage || all.hasNextPage,
      loadMore: () => {
        if (online.hasNextPage && !online.isFetching) void online.fetchNextPage();
        else if (all.hasNextPage && !all.isFetching) void all.fetchNextPage();
      },
      retry: () => {
        void online.refetch();
        void all.refetch();
      },
    };
  }, [online, all, presence]);
}

/** The profiles of the members that were read, by id; the reader is a person whether or not they are among them. */
export function profilesOf({ online, offline }: Members, reader: string): ReadonlyMap<string, Profile> {
  const profiles = new Map<string, Profile>([[reader, { id: reader, name: reader, kind: "person" }]]);
  for (const { id, displayName, kind, role } of [...online, ...offline])
    profiles.set(id, { id, name: displayName || id, kind, role });
  return profiles;
}

function useMemberPages(channel: string, onlineOnly: boolean) {
  const { spaceId } = useSpaceSession();
  const api = useApi();
  const client = useApiClient();
  const input = { spaceId, channel, onlineOnly, limit: pageMembers };
  return useInfiniteQuery({
    // Under the procedure's own key, so that what invalidates the members invalidates these pages.
    queryKey: [...api.members.list.queryKey(input), "pages"],
    queryFn: ({ pageParam, signal }) => client.members.list.query({ ...input, after: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextAfter ?? undefined,
  });
}

const batchMs = 300;

/** What the space's presence events said since the members were read. */
function usePresence(readAt: number): ReadonlyMap<string, boolean> {
  const { session } = useSpaceSession();
  const [presence, setPresence] = useState<ReadonlyMap<string, { isOnline: boolean; at: number }>>(new Map());
  useEffect(() => {
    if (!session) return;
    const waiting = new Map<string, { isOnline: boolean; at: number }>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = session.onPresence(({ principal, status }) => {
      waiting.set(principal, { isOnline: status !== "offline", at: Date.now() });
      timer ??= setTimeout(() => {
        timer = undefined;
        setPresence((before) => new Map([...before, ...waiting]));
        waiting.clear();
      }, batchMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session]);
  return useMemo(
    () => new Map([...presence].filter(([, { at }]) => at > readAt).map(([id, { isOnline }]) => [id, isOnline])),
    [presence, readAt],
  );
}
