import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useApi } from "@/components/api";
import type { Session } from "@/sdk";
import type { ChannelList } from "@/server/api";

/** Gets the session a new credential when the list of channels shows a place that the current one does not open. */
export function useAccessOfChannels(spaceId: string, session: Session | undefined): void {
  const { data } = useQuery(useApi().channels.list.queryOptions({ spaceId }));
  useEffect(() => {
    if (!session || !data || !isMissing(data, session)) return;
    // A failure shows in the session's own state, and the next change of the list asks again.
    session.refreshAccess().catch(() => undefined);
  }, [data, session]);
}

function isMissing({ channels }: ChannelList, session: Session): boolean {
  const opened = new Map(session.access().map((channel) => [channel.name, channel.privateThreads]));
  return channels.some(({ name, canRead, threads }) => {
    const privateThreads = opened.get(name);
    if (canRead && !privateThreads) return true;
    return threads.some((thread) => thread.isPrivate && !privateThreads?.includes(thread.name));
  });
}
