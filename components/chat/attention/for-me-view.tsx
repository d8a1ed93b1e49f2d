"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { AtSign, CheckCheck } from "lucide-react";
import { failureOf, useApi } from "@/components/api";
import { attentionTexts, useAttentionActs, useUnread } from "@/components/attention";
import { Button, EmptyState, ErrorState } from "@/components/ui";
import { EndlessList } from "./endless-list";
import { type ForMeItem, ForMeRow } from "./for-me-item";
import { ListSkeleton } from "./list-skeleton";
import { NotifyButton } from "./notify-button";
import { forMeTexts } from "./texts";

const itemPx = 88;

/** What the header of the page can do. */
export function ForMeActions({ spaceId }: { spaceId: string }) {
  const acts = useAttentionActs(spaceId);
  const { forMe } = useUnread(spaceId);
  return (
    <>
      <NotifyButton />
      <Button size="sm" variant="ghost" disabled={forMe === 0} onClick={() => void acts.markAllRead()}>
        <CheckCheck className="size-4" aria-hidden="true" />
        <span className="max-md:sr-only">{attentionTexts.markAllRead}</span>
      </Button>
    </>
  );
}

/** Everything that is for the person in a space: unread first, then what they have read. */
export function ForMeView({ spaceId }: { spaceId: string }) {
  const list = useInfiniteQuery(
    useApi().attention.forMe.infiniteQueryOptions({ spaceId }, { getNextPageParam: ({ next }) => next }),
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
  const items = eachOnce(list.data.pages.flatMap((page) => page.items));
  if (items.length === 0 && !list.hasNextPage) {
    return (
      <EmptyState className="grow" icon={<AtSign />} title={forMeTexts.emptyTitle} description={forMeTexts.emptyText} />
    );
  }
  return (
    <EndlessList
      items={items}
      keyOf={({ message }) => String(message.sequence)}
      label={forMeTexts.title}
      itemPx={itemPx}
      hasMore={list.hasNextPage}
      isLoadingMore={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    >
      {(item) => <ForMeRow spaceId={spaceId} item={item} />}
    </EndlessList>
  );
}

/** Something that was read between two pages is on both. */
function eachOnce(items: readonly ForMeItem[]): ForMeItem[] {
  const known = new Set<number>();
  return items.filter(({ message: { sequence } }) => {
    if (known.has(sequence)) return false;
    known.add(sequence);
    return true;
  });
}
