"use client";

import { Ban, Users } from "lucide-react";
import { Avatar } from "@/components/ui";
import { localTime } from "../moderation/local-times";
import type { Block } from "../moderation/rights";
import { chatTexts } from "../texts";
import { useProfile } from "./directory";
import { MemberMenuButton } from "./member-menu-button";

/** Somebody who is blocked from the channel: why and until when, and a way to lift it. For moderators. */
export function BlockedRow({ block }: { block: Block }) {
  const { holder, reason, expiresAt } = block;
  const title = [reason, expiresAt ? chatTexts.blockedUntil(localTime(expiresAt)) : chatTexts.blockedUntilLifted];
  return (
    <div
      title={title.join(" · ")}
      data-blocked={"group" in holder ? holder.group : holder.principal}
      className="group flex h-10 items-center gap-2.5 rounded-md px-2 hover:bg-hover"
    >
      {"group" in holder ? <BlockedGroup name={holder.group} /> : <BlockedPrincipal id={holder.principal} />}
    </div>
  );
}

function BlockedPrincipal({ id }: { id: string }) {
  const { name, kind } = useProfile(id);
  return (
    <>
      <Avatar id={id} name={name} kind={kind ?? "person"} size="sm" className="grayscale" />
      <bdi className="min-w-0 truncate text-faint">{name}</bdi>
      <BlockedMark />
      <MemberMenuButton id={id} name={name} />
    </>
  );
}

function BlockedGroup({ name }: { name: string }) {
  return (
    <>
      <Users className="mx-1 size-4 shrink-0 text-faint" role="img" aria-label={chatTexts.group} />
      <bdi className="min-w-0 truncate text-faint">{name}</bdi>
      <BlockedMark />
    </>
  );
}

function BlockedMark() {
  return <Ban className="size-3.5 shrink-0 text-danger" role="img" aria-label={chatTexts.blockedMember} />;
}
