"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { failureOf, useApi } from "@/components/api";
import { EmptyState, ErrorState } from "@/components/ui";
import { storedSubject } from "@/sdk/protocol/subjects";
import { EndlessList } from "./endless-list";
import { ListSkeleton } from "./list-skeleton";
import { forMeTexts } from "./texts";
import { type FollowedThread, ThreadRow } from "./thread-row";

const itemPx = 84;

/** The threads that the person follows, those with something unread first. */
export function ThreadsView({ spaceId }: { spaceId: string }) {
  const list = useInfiniteQuery(
    useApi().attention.threads.infiniteQueryOptions({ spaceId }, { getNextPageParam: ({ next }) => next }),
  );
  if (list.isPending) return <ListSkeleton />;
  if (list.isError) {
    return (
      <ErrorState
        className="grow"
        title={forMeTexts.failedTitle}
        description={failureOf(list.error).message}
        onRetry={() => void list.refetch()}
      />
    );
  }
  const threads = eachOnce(list.data.pages.flatMap((page) => page.threads));
  if (threads.length === 0) {
    return (
      <EmptyState
        className="grow"
        icon={<MessagesSquare />}
        title={forMeTexts.noThreadsTitle}
        description={forMeTexts.noThreadsText}
      />
    );
  }
  return (
    <EndlessList
      items={threads}
      keyOf={({ place }) => storedSubject(place)}
      label={forMeTexts.threadsTitle}
      itemPx={itemPx}
      hasMore={list.hasNextPage}
      isLoadingMore={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    >
      {(thread) => <ThreadRow spaceId={spaceId} thread={thread} />}
    </EndlessList>
  );
}

/** A thread that moved between two pages is on both. */
function eachOnce(threads: readonly FollowedThread[]): FollowedThread[] {
  return [...new Map(threads.map((thread) => [storedSubject(thread.place), thread])).values()];
}
