"use client";

import { Bot, CirclePause } from "lucide-react";
import { Avatar } from "@/components/ui";
import type { MemberItem } from "@/server/api";
import { useModeration } from "../moderation/rights";
import { chatTexts } from "../texts";
import { MemberMenuButton } from "./member-menu-button";

/** A member, with their presence; to moderators also whether they are paused, and what can be done about them. */
export function MemberRow({ member, isMe }: { member: MemberItem; isMe: boolean }) {
  const { id, displayName, kind, isOnline, groups, isPaused } = member;
  const name = displayName || id;
  const canModerate = useModeration() !== undefined;
  return (
    <div
      title={[id, ...groups].join(" · ")}
      data-member={id}
      data-online={isOnline}
      className="group flex h-10 items-center gap-2.5 rounded-md px-2 hover:bg-hover"
    >
      <Avatar
        id={id}
        name={name}
        kind={kind}
        isOnline={isOnline}
        size="sm"
        className={isOnline ? undefined : "grayscale"}
      />
      <bdi className={`min-w-0 truncate ${isOnline ? "text-ink" : "text-faint"}`}>{name}</bdi>
      {kind === "agent" ? (
        <Bot className="size-3.5 shrink-0 text-faint" role="img" aria-label={chatTexts.agent} />
      ) : null}
      {isMe ? <span className="text-faint text-xs">{chatTexts.you}</span> : null}
      <span className="sr-only">{isOnline ? chatTexts.online : chatTexts.offlineMembers}</span>
      {canModerate && isPaused ? (
        <CirclePause className="size-3.5 shrink-0 text-warning" role="img" aria-label={chatTexts.pausedMember} />
      ) : null}
      {canModerate && !isMe ? <MemberMenuButton id={id} name={name} /> : null}
    </div>
  );
}
