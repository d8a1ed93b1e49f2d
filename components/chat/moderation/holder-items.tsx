"use client";

import { Ban, CirclePause, CirclePlay, RotateCcw } from "lucide-react";
import { MenuItem } from "@/components/ui";
import { useProfile } from "../members/directory";
import { blockOf, mayBlock } from "./block-of";
import { useModeration } from "./rights";
import { moderationTexts } from "./texts";
import { useLift } from "./use-acts";

/** Whether there is anything to offer about that principal. */
export function useIsModeratable(id: string): boolean {
  const moderation = useModeration();
  const { role } = useProfile(id);
  if (!moderation) return false;
  const { principal, channel, blocks } = moderation;
  const isBlocked = blocks.some(({ holder }) => "principal" in holder && holder.principal === id);
  return isBlocked || mayBlock({ principal, isOwner: channel.canManage }, { id, role });
}

/** Keeps somebody from posting or from the whole channel, or lets them again. */
export function HolderItems({ id }: { id: string }) {
  const moderation = useModeration();
  const { name, role } = useProfile(id);
  const lift = useLift(moderation?.channel.name ?? "", name);
  if (!moderation) return null;
  const { blocks, open, principal, channel } = moderation;
  const canBlock = mayBlock({ principal, isOwner: channel.canManage }, { id, role });
  const paused = blockOf(blocks, id, "posting");
  const blocked = blockOf(blocks, id, "access");
  return (
    <>
      {paused ? (
        <MenuItem onClick={() => lift(paused)}>
          <CirclePlay />
          {moderationTexts.unpause(name)}
        </MenuItem>
      ) : canBlock && !blocked ? (
        <MenuItem onClick={() => open({ kind: "block", principal: id, effect: "posting" })}>
          <CirclePause />
          {moderationTexts.pause(name)}
        </MenuItem>
      ) : null}
      {blocked ? (
        <MenuItem onClick={() => lift(blocked)}>
          <RotateCcw />
          {moderationTexts.unblock(name)}
        </MenuItem>
      ) : canBlock ? (
        <MenuItem tone="danger" onClick={() => open({ kind: "block", principal: id, effect: "access" })}>
          <Ban />
          {moderationTexts.block(name)}
        </MenuItem>
      ) : null}
    </>
  );
}
