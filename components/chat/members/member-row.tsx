"use client";

import { Bot, CirclePause } from "lucide-react";
import { Avatar } from "@/components/ui";
import type { MemberItem } from "@/server/api";
import { useModeration } from "../moderation/rights";
import { chatTexts } from "../texts";
import { MemberMenuButton } from "./member-menu-button";
import { isBusy } from "./presence";
import { ProfileButton } from "./profile-card/profile-button";

/** A member, with their presence; to moderators also whether they are paused, and what can be done about them. */
export function MemberRow({ member, isMe }: { member: MemberItem; isMe: boolean }) {
  const { id, displayName, kind, isOnline, presence, isPaused } = member;
  const { status } = presence;
  const name = displayName || id;
  const busy = isBusy(status) ? status : undefined;
  const canModerate = useModeration() !== undefined;
  return (
    <div
      data-member={id}
      data-online={isOnline}
      data-status={status}
      className="group flex h-10 items-center gap-1 rounded-md pr-2 hover:bg-hover"
    >
      <ProfileButton
        id={id}
        name={name}
        label={chatTexts.memberRow(
          name,
          kind,
          busy ? chatTexts.activities[busy] : isOnline ? chatTexts.online : chatTexts.offlineMembers,
        )}
        className="flex h-full min-w-0 grow items-center gap-2.5 rounded-md pl-2 text-left"
      >
        <Avatar
          id={id}
          name={name}
          kind={kind}
          isOnline={isOnline}
          activity={busy}
          size="sm"
          className={isOnline ? undefined : "grayscale"}
        />
        <bdi className={`min-w-0 truncate ${isOnline ? "text-ink" : "text-faint"}`} title={id}>
          {name}
        </bdi>
        {kind === "agent" ? <Bot className="size-3.5 shrink-0 text-faint" aria-hidden="true" /> : null}
        {isMe ? <span className="shrink-0 text-faint text-xs">{chatTexts.you}</span> : null}
        {busy ? (
          <span className={`ml-auto shrink-0 text-2xs ${busy === "error" ? "text-danger" : "text-muted"}`}>
            {chatTexts.activities[busy]}
          </span>
        ) : null}
      </ProfileButton>
      {canModerate && isPaused ? (
        <CirclePause className="size-3.5 shrink-0 text-warning" role="img" aria-label={chatTexts.pausedMember} />
      ) : null}
      {canModerate && !isMe ? <MemberMenuButton id={id} name={name} /> : null}
    </div>
  );
}
