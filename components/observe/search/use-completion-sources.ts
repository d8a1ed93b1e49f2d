import { skipToken, useQuery } from "@tanstack/react-query";
import { useParams } from "next/navigation";
import { useMemo } from "react";
import { useApi } from "@/components/api";
import type { CompletionSources } from "@/sdk/filter";

const membersMax = 200;

/** What can be written after the keys: the reader's channels, and the people, groups and threads of the one that is open. */
export function useCompletionSources(spaceId: string): CompletionSources {
  const api = useApi();
  const { channel } = useParams<{ channel?: string }>();
  const { data: list } = useQuery(api.channels.list.queryOptions({ spaceId }));
  const open = channel === undefined ? undefined : decodeURIComponent(channel);
  const { data: page } = useQuery(
    api.members.list.queryOptions(open === undefined ? skipToken : { spaceId, channel: open, limit: membersMax }),
  );
  return useMemo(() => {
    const channels = list?.channels ?? [];
    const members = page?.members ?? [];
    return {
      principals: members.map(({ id, displayName }) => ({ id, label: displayName })),
      groups: [...new Set(members.flatMap(({ groups }) => groups))].sort(),
      channels: channels.filter(({ canRead, threads }) => canRead || threads.length > 0).map(({ name }) => name),
      threads: channels
        .filter(({ name }) => open === undefined || name === open)
        .flatMap(({ threads }) => threads.map(({ name, topic }) => ({ name, label: topic }))),
    };
  }, [list, page, open]);
}
