"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useApi } from "@/components/api";
import type { ChannelItem, ThreadItem } from "@/server/api";

/**
 * The channel's thread of that name; undefined where none is named. The channel's own list holds every private thread, and of
 * the others the newest: an older one is asked for, and until it is known follows its channel.
 */
export function useThread(spaceId: string, channel: ChannelItem, name: string | undefined): ThreadItem | undefined {
  const listed = channel.threads.find((thread) => thread.name === name);
  const isAsked = name !== undefined && listed === undefined && channel.canRead;
  const { data: found } = useQuery(
    useApi().threads.find.queryOptions(isAsked ? { spaceId, channel: channel.name, name } : skipToken),
  );
  if (name === undefined || listed) return listed;
  const state = channel.state === "Active" && found ? found.state : channel.state;
  return {
    ...{ name, topic: found?.topic ?? "", isPrivate: false, state },
    isResource: found ? found.createdBy === null : false,
    canPost: channel.canPost && state === "Active",
  };
}
