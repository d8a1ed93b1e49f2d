"use client";

import { Menu as MenuIcon, Users } from "lucide-react";
import type { ReactNode } from "react";
import { SearchButton } from "@/components/observe/search";
import { Badge, IconButton, Skeleton, Tooltip } from "@/components/ui";
import type { ChannelItem } from "@/server/api";
import { useFrame } from "../layout/frame";
import { shellTexts } from "../texts";
import { ChannelIcon } from "../tree/tree-row";
import { ChannelActs } from "./channel-acts";

interface ChannelHeaderProps {
  channel: ChannelItem;
  /** Shown before the buttons: the state of the live connection. */
  status?: ReactNode;
}

/** The bar above a conversation: what it is about, and what can be done with it. */
export function ChannelHeader({ channel, status }: ChannelHeaderProps) {
  const frame = useFrame();
  const isOpen = frame.isMemberListOpen;
  const shownWhereThereIsRoom = frame.isCrowded ? "2xl:bg-hover 2xl:text-ink" : "xl:bg-hover xl:text-ink";
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b bg-canvas pr-2 pl-4 max-md:pl-2">
      <NavigationButton />
      <Tooltip label={channel.visibility === "private" ? shellTexts.privateChannel : shellTexts.publicChannel}>
        <span className="inline-flex" role="img" aria-label={visibilityText(channel)}>
          <ChannelIcon visibility={channel.visibility} />
        </span>
      </Tooltip>
      <h1 className="min-w-0 shrink-0 truncate font-semibold text-ink max-md:shrink" title={channel.name}>
        {channel.displayName || channel.name}
      </h1>
      <ChannelBadges channel={channel} />
      <p
        className="ml-1 min-w-0 grow truncate border-line pl-3 text-muted not-empty:border-l max-md:hidden"
        title={channel.topic}
      >
        {channel.topic}
      </p>
      <div className="ml-auto flex shrink-0 items-center gap-0.5">
        {status}
        <SearchButton />
        <ChannelActs channel={channel} />
        <IconButton
          label={isOpen ? shellTexts.hideMembers : shellTexts.members}
          aria-pressed={isOpen ?? undefined}
          onClick={frame.toggleMemberList}
          className={isOpen === null ? shownWhereThereIsRoom : undefined}
        >
          <Users className="size-4" />
        </IconButton>
      </div>
    </header>
  );
}

/** Opens the navigation where it is not beside the content. */
export function NavigationButton() {
  const { openNavigation } = useFrame();
  return (
    <IconButton label={shellTexts.openNavigation} onClick={openNavigation} className="md:hidden">
      <MenuIcon className="size-4.5" />
    </IconButton>
  );
}

function visibilityText({ visibility }: ChannelItem): string {
  return visibility === "private" ? shellTexts.privateChannel : shellTexts.publicChannel;
}

function ChannelBadges({ channel }: { channel: ChannelItem }) {
  const { state, enablePersistence } = channel;
  return (
    <>
      {state === "Paused" ? <Badge tone="warning">{shellTexts.paused}</Badge> : null}
      {state === "Archived" ? <Badge>{shellTexts.archived}</Badge> : null}
      {enablePersistence ? null : (
        <Badge className="max-md:hidden" title={shellTexts.liveOnlyHint}>
          {shellTexts.liveOnly}
        </Badge>
      )}
    </>
  );
}

/** The bar before the channel is known; the same height. */
export function ChannelHeaderSkeleton() {
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-line border-b px-4" aria-busy="true">
      <Skeleton className="size-4" />
      <Skeleton className="w-36" />
      <Skeleton className="w-56 max-md:hidden" />
    </header>
  );
}
