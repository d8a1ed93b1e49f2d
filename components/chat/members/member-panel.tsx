"use client";

import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Drawer, IconButton } from "@/components/ui";
import { chatTexts } from "../texts";
import { ChannelMembers } from "./channel-members";
import type { Members } from "./use-members";

interface MemberPanelProps {
  channel: string;
  members: Members;
  principal: string;
  /** Null: nobody chose, so it is shown where there is room for it. */
  isOpen: boolean | null;
  /** Something stands beside the channel, so there is less room. */
  isCrowded: boolean;
  onClose: () => void;
}

const phone = "(max-width: 47.99rem)";

/** The members beside the conversation; on a phone a sheet over it. */
export function MemberPanel({ channel, members, principal, isOpen, isCrowded, onClose }: MemberPanelProps) {
  const isPhone = useSyncExternalStore(
    watchPhone,
    () => matchMedia(phone).matches,
    () => false,
  );
  if (isPhone) {
    return (
      <Drawer
        side="right"
        label={chatTexts.members}
        isOpen={isOpen === true}
        onOpenChange={(open) => open || onClose()}
      >
        <div className="flex w-72 flex-col">
          <div className="flex h-12 shrink-0 items-center justify-between border-line border-b pr-2 pl-4">
            <h2 className="font-semibold text-ink">{chatTexts.members}</h2>
            <IconButton label={chatTexts.closeMembers} onClick={onClose}>
              <X className="size-4" aria-hidden="true" />
            </IconButton>
          </div>
          <ChannelMembers channel={channel} members={members} principal={principal} />
        </div>
      </Drawer>
    );
  }
  if (isOpen === false) return null;
  const unchosen = isCrowded ? "hidden 2xl:flex" : "hidden xl:flex";
  return (
    <aside
      aria-label={chatTexts.members}
      className={`w-60 shrink-0 flex-col border-line border-l bg-surface ${isOpen === null ? unchosen : "flex"}`}
    >
      <ChannelMembers channel={channel} members={members} principal={principal} />
    </aside>
  );
}

function watchPhone(listener: () => void): () => void {
  const query = matchMedia(phone);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
