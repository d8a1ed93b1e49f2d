"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { failureOf, useApi, useApiClient } from "@/components/api";
import type { MemberItem } from "@/server/api";
import { useSpaceSession } from "../session/space-session";
import { withHeard } from "./presence";
import type { Profile } from "./profile";
import { usePresence } from "./use-presence";

const pageMembers = 200;

export interface Members {
  online: readonly MemberItem[];
  /** Only as far as pages were read. */
  offline: readonly MemberItem[];
  isLoading: boolean;
  /** Nobody who is online is left out. */
  isOnlineWhole: boolean;
  /** Why there are no members to show: they may not be read, or could not be. */
  failure?: "hidden" | "unreachable";
  hasMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

/** Who belongs to a channel, or belongs to it through that group, with their presence as it changes. */
export function useMembers(channel: string, group?: string): Members {
  const online = useMemberPages({ channel, group, onlineOnly: true });
  const all = useMemberPages({ channel, group, onlineOnly: false });
  const presence = usePresence(Math.min(online.dataUpdatedAt, all.dataUpdatedAt));
  return useMemo(() => {
    const known = new Map<string, MemberItem>();
    for (const page of [...(online.data?.pages ?? []), ...(all.data?.pages ?? [])]) {
      for (const member of page.members) known.set(member.id, member);
    }
    const members = [...known.values()].map((member) => withHeard(member, presence.get(member.id)));
    members.sort((a, b) => a.displayName.localeCompare(b.displayName) || (a.id < b.id ? -1 : 1));
    return {
      online: members.filter((member) => member.isOnline),
      offline: members.filter((member) => !member.isOnline),
      isLoading: online.isPending || all.isPending,
      failure: all.error ? (failureOf(all.error).mayPass ? "unreachable" : "hidden") : undefined,
      isOnlineWhole: !online.hasNextPage,
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

function useMemberPages(wanted: { channel: string; group: string | undefined; onlineOnly: boolean }) {
  const { spaceId } = useSpaceSession();
  const api = useApi();
  const client = useApiClient();
  const input = { spaceId, ...wanted, limit: pageMembers };
  return useInfiniteQuery({
    // Under the procedure's own key, so that what invalidates the members invalidates these pages.
    queryKey: [...api.members.list.queryKey(input), "pages"],
    queryFn: ({ pageParam, signal }) => client.members.list.query({ ...input, after: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextAfter ?? undefined,
  });
}
