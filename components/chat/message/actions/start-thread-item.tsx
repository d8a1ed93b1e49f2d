"use client";

import { FilePlus2, MessagesSquare } from "lucide-react";
import { useRouter } from "next/navigation";
import { useDialogs } from "@/components/shell/resource/dialogs";
import { MenuItem } from "@/components/ui";
import { useChannelRights } from "../../moderation/rights";
import { placePath } from "../../permalink";
import { useSpaceSession } from "../../session/space-session";
import { useStartedThread } from "../../started/started-threads";
import { startedTexts } from "../../started/texts";
import { topicOf } from "../../started/topic-of";
import { useStartThread } from "../../started/use-start-thread";
import type { TimelineRow } from "../../timeline/rows";

/** Starts a thread from a message of a channel, or opens the one that it has; nothing for those who may not. */
export function StartThreadItem({ row }: { row: TimelineRow }) {
  const { spaceId } = useSpaceSession();
  const router = useRouter();
  const dialogs = useDialogs();
  const { start } = useStartThread();
  const rights = useChannelRights();
  const { sequence, place } = row;
  const thread = useStartedThread(sequence);
  if (!rights || !place || place.thread !== undefined || sequence === undefined) return null;
  const { channel } = place;
  if (thread) {
    return (
      <MenuItem onClick={() => router.push(placePath(spaceId, { channel, thread: thread.name }))}>
        <MessagesSquare />
        {startedTexts.open}
      </MenuItem>
    );
  }
  if (!rights.channel.canCreateThread || rights.channel.state !== "Active") return null;
  const topic = topicOf(row, sequence);
  return (
    <>
      <MenuItem onClick={() => void start({ channel, topic, origin: sequence })}>
        <MessagesSquare />
        {startedTexts.start}
      </MenuItem>
      <MenuItem onClick={() => dialogs.open({ kind: "create-thread", channel, topic })}>
        <FilePlus2 />
        {startedTexts.resource}
      </MenuItem>
    </>
  );
}
