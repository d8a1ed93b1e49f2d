"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf, useApi, useApiClient } from "@/components/api";
import { EndlessList } from "@/components/chat/attention/endless-list";
import { Dialog, EmptyState, ErrorState, SearchField, Select, Skeleton } from "@/components/ui";
import type { ThreadItem } from "@/server/api";
import { useDialogs } from "../dialogs";
import { threadListTexts } from "./texts";
import { type ListedThread, ThreadEntry } from "./thread-entry";

const states = ["open", "archived", "all"] as const;
type States = (typeof states)[number];
const entryPx = 64;

/** All threads of a channel that the reader can open, with a search; those with participants of their own first. */
export function ThreadListDialog({ spaceId, channel }: { spaceId: string; channel: string }) {
  const api = useApi();
  const client = useApiClient();
  const dialogs = useDialogs();
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState<States>("open");
  const { data: list } = useQuery(api.channels.list.queryOptions({ spaceId }));
  const parent = list?.channels.find(({ name }) => name === channel);
  const input = { spaceId, channel, search, states: shown };
  const pages = useInfiniteQuery({
    queryKey: [...api.threads.browse.queryKey(input), "pages"],
    queryFn: ({ pageParam, signal }) => client.threads.browse.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
    enabled: parent?.canRead !== false,
  });
  const closed = (parent?.threads ?? []).filter((thread) => thread.isPrivate && fits(thread, search, shown));
  const threads: ListedThread[] = [...closed, ...(pages.data?.pages.flatMap((page) => page.threads) ?? [])];
  const isLoading = pages.isPending && pages.fetchStatus !== "idle";
  return (
    <Dialog
      isOpen
      isTall
      onOpenChange={dialogs.close}
      title={threadListTexts.title}
      description={threadListTexts.description(channel)}
      size="lg"
    >
      <div className="flex shrink-0 flex-wrap gap-2 px-5 pb-3">
        <SearchField label={threadListTexts.search} value={search} onChange={setSearch} className="min-w-48 grow" />
        <Select
          label={threadListTexts.states}
          value={shown}
          options={states.map((value) => ({ value, label: threadListTexts.stateOptions[value] }))}
          onChange={setShown}
          className="w-36"
        />
      </div>
      <div className="flex min-h-0 grow flex-col border-line border-t">
        {pages.isError && closed.length === 0 ? (
          <ErrorState
            className="grow"
            title={threadListTexts.failed}
            description={failureOf(pages.error).message}
            onRetry={() => void pages.refetch()}
          />
        ) : isLoading ? (
          <Skeletons />
        ) : threads.length === 0 && !pages.hasNextPage ? (
          <EmptyState
            className="grow"
            title={search || shown !== "open" ? threadListTexts.nothingFits : threadListTexts.none}
            description={search || shown !== "open" ? undefined : threadListTexts.noneText}
          />
        ) : (
          <EndlessList
            items={threads}
            keyOf={({ name, isPrivate }) => `${isPrivate}/${name}`}
            label={threadListTexts.title}
            itemPx={entryPx}
            hasMore={pages.hasNextPage}
            isLoadingMore={pages.isFetchingNextPage}
            onMore={() => void pages.fetchNextPage()}
          >
            {(thread) => <ThreadEntry spaceId={spaceId} channel={channel} thread={thread} onOpen={dialogs.close} />}
          </EndlessList>
        )}
      </div>
    </Dialog>
  );
}

function fits({ name, topic, state }: ThreadItem, search: string, shown: States): boolean {
  const isShown = shown === "all" || (state === "Archived") === (shown === "archived");
  return isShown && [name, topic].some((text) => text.toLowerCase().includes(search.toLowerCase()));
}

function Skeletons() {
  return (
    <div aria-busy="true" className="flex flex-col gap-5 px-5 py-4">
      {["w-1/2", "w-2/3", "w-2/5", "w-3/5"].map((width) => (
        <div key={width} className="flex flex-col gap-2">
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-3 w-32" />
        </div>
      ))}
    </div>
  );
}
