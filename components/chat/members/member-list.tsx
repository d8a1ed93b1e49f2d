"use client";

import { useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { ErrorState, Skeleton } from "@/components/ui";
import { useModeration } from "../moderation/rights";
import { chatTexts } from "../texts";
import { BlockedRow } from "./blocked-row";
import { MemberRow } from "./member-row";
import { memberRows } from "./member-rows";
import type { Members } from "./use-members";

const loadAheadRows = 40;

interface MemberListProps {
  members: Members;
  principal: string;
  /** Only some of the members are listed: who is kept out is left out too. */
  isPart?: boolean;
}

/** The members of a channel, those who are connected first; only what is in view is mounted. */
export function MemberList({ members, principal, isPart = false }: MemberListProps) {
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const moderation = useModeration();
  const blocks = isPart ? undefined : moderation?.blocks;
  if (members.failure === "hidden") return <p className="p-4 text-muted">{chatTexts.membersHidden}</p>;
  if (members.failure) return <ErrorState title={chatTexts.membersFailed} onRetry={members.retry} />;
  if (members.isLoading) return <MemberSkeletons />;
  const rows = memberRows(members, blocks);
  if (rows.length === 0) return <p className="p-4 text-muted">{chatTexts.noMembers}</p>;
  const look = () => {
    const handle = list.current;
    const last = handle ? handle.findItemIndex(handle.scrollOffset + handle.viewportSize) : 0;
    if (members.hasMore && last > rows.length - loadAheadRows) members.loadMore();
  };
  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={chatTexts.members}
      className="min-h-0 grow overflow-y-auto px-2 pb-4 focus-visible:-outline-offset-2"
    >
      <Virtualizer ref={list} as="ul" item="li" data={rows} scrollRef={scroller} onScroll={look}>
        {(row) =>
          row.kind === "heading" ? (
            <div key={row.key} className="flex h-9 items-end px-2 pb-1 font-medium text-faint text-xs">
              <bdi className="truncate">{row.text}</bdi>
              <span className="ml-1.5 shrink-0 tabular-nums">{row.count}</span>
            </div>
          ) : row.kind === "member" ? (
            <MemberRow key={row.key} member={row.member} isMe={row.member.id === principal} />
          ) : (
            <BlockedRow key={row.key} block={row.block} />
          )
        }
      </Virtualizer>
    </section>
  );
}

function MemberSkeletons() {
  return (
    <div aria-busy="true" className="px-2 pt-9">
      {Array.from({ length: 8 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes without identity
        <div key={index} className="flex h-10 items-center gap-2.5 px-2">
          <Skeleton className="size-6 rounded-md" />
          <Skeleton className="h-3.5 w-28" />
        </div>
      ))}
    </div>
  );
}
