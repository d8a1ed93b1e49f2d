"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { AttentionButton } from "@/components/attention";
import { IconButton } from "@/components/ui";
import type { ThreadItem } from "@/server/api";
import { useChannelRights } from "./moderation/rights";
import { PlacePane } from "./place-pane";
import { useSpaceSession } from "./session/space-session";
import { OriginLine } from "./started/origin-line";
import { chatTexts } from "./texts";
import { whyReadOnly } from "./why-read-only";

interface ThreadViewProps {
  channel: string;
  thread: ThreadItem;
  principal: string;
  onClose: () => void;
  /** Buttons beside the one that closes it. */
  actions?: ReactNode;
}

/** A thread beside its channel; alone where there is no room for both. A child of `ChannelView`. */
export function ThreadView({ channel, thread, principal, onClose, actions }: ThreadViewProps) {
  const name = thread.topic || thread.name;
  const { name: threadName, isPrivate } = thread;
  const { spaceId } = useSpaceSession();
  const blockReason = useChannelRights()?.channel.blockReason ?? null;
  return (
    <section
      aria-label={`${chatTexts.thread}: ${name}`}
      className="flex min-h-0 min-w-0 grow basis-0 flex-col border-line bg-canvas lg:max-w-[560px] lg:border-l"
    >
      <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b pr-2 pl-3 md:pl-5">
        <div className="min-w-0 grow">
          <h2 className="truncate font-semibold text-ink">
            <bdi>{name}</bdi>
          </h2>
        </div>
        <AttentionButton spaceId={spaceId} place={{ channel, thread: threadName, isPrivate }} />
        {actions}
        <IconButton label={chatTexts.closeThread} onClick={onClose}>
          <X className="size-4" aria-hidden="true" />
        </IconButton>
      </header>
      {isPrivate ? null : <OriginLine channel={channel} name={threadName} />}
      <PlacePane
        place={isPrivate ? { channel, thread: threadName, isPrivate } : { channel, thread: threadName }}
        name={name}
        principal={principal}
        disabledReason={whyReadOnly(thread, blockReason)}
      />
    </section>
  );
}
