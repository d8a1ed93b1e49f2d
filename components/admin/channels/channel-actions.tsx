"use client";

import { Archive, Hash, Pause, Play } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useDialogs } from "@/components/shell/resource";
import { Button } from "@/components/ui";
import type { ChannelDetail } from "@/server/api";
import { useLast } from "../frame/use-last";
import { ArchiveDialog } from "./archive-dialog";
import { PauseDialog } from "./pause-dialog";
import { channelTexts } from "./texts";

interface ChannelActionsProps {
  spaceId: string;
  name: string;
  detail: ChannelDetail | undefined;
  isAdmin: boolean;
  /** They may read it. */
  canOpen: boolean;
}

/** What can be done to the channel as a whole. */
export function ChannelActions({ spaceId, name, detail, isAdmin, canOpen }: ChannelActionsProps) {
  const [asking, setAsking] = useState<"pause" | "resume" | "archive" | null>(null);
  // The question stays what it was while it fades, also when the channel is by then as was asked for.
  const asked = useLast(asking);
  const dialogs = useDialogs();
  const close = () => setAsking(null);
  return (
    <>
      {canOpen ? (
        <Link
          href={`/s/${spaceId}/c/${name}`}
          className="inline-flex h-8 items-center gap-2 rounded-md px-3 font-medium text-muted hover:bg-hover hover:text-ink"
        >
          <Hash aria-hidden="true" className="size-4" />
          {channelTexts.open}
        </Link>
      ) : null}
      {detail ? (
        <>
          <Button onClick={() => setAsking(detail.isPaused ? "resume" : "pause")}>
            {detail.isPaused ? (
              <Play aria-hidden="true" className="size-4" />
            ) : (
              <Pause aria-hidden="true" className="size-4" />
            )}
            {detail.isPaused ? channelTexts.resume : channelTexts.pause}
          </Button>
          <Button className="text-danger" onClick={() => setAsking("archive")}>
            <Archive aria-hidden="true" className="size-4" />
            {channelTexts.archive}
          </Button>
          <PauseDialog
            {...{ spaceId, name, isPaused: asked === "resume" }}
            isOpen={asking === "pause" || asking === "resume"}
            onClose={close}
          />
          <ArchiveDialog {...{ spaceId, name, isAdmin }} isOpen={asking === "archive"} onClose={close} />
        </>
      ) : (
        <Button onClick={() => dialogs.open({ kind: "create-channel", name })}>{channelTexts.bringBack}</Button>
      )}
    </>
  );
}
