"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useApi } from "@/components/api";
import type { ChannelItem } from "@/server/api";

/** A channel as it is now; once it is gone from the person's list, as it last was, without the rights. */
export function useChannel(spaceId: string, initial: ChannelItem): ChannelItem {
  const { data } = useQuery(useApi().channels.list.queryOptions({ spaceId }));
  const current = data?.channels.find(({ name }) => name === initial.name);
  const [last, setLast] = useState(initial);
  useEffect(() => {
    if (current) setLast(current);
  }, [current]);
  if (current) return current;
  return data ? { ...last, canPost: false, canManage: false, canModerate: false, canCreateThread: false } : last;
}
