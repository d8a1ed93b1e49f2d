"use client";

import { useQuery } from "@tanstack/react-query";
import { useParams } from "next/navigation";
import { useEffect } from "react";
import { useApi } from "@/components/api";
import { rememberPlace } from "./recent-places";

/** The key of a place: as in the channel tree. */
export function placeKey(channel: string, thread?: string): string {
  return thread === undefined ? channel : `${channel}/${thread}`;
}

/** Notes each place that is opened, for the switcher to list first. */
export function useRememberPlace(spaceId: string): void {
  const { channel, thread } = useParams<{ channel?: string; thread?: string }>();
  const { data } = useQuery(useApi().channels.list.queryOptions({ spaceId }));
  const principal = data?.principal;
  useEffect(() => {
    if (channel === undefined || principal === undefined) return;
    rememberPlace(spaceId, principal, placeKey(decodeURIComponent(channel), thread));
  }, [spaceId, principal, channel, thread]);
}
