"use client";

import { Pause, Play } from "lucide-react";
import { MenuItem } from "@/components/ui";
import { useModeration } from "./rights";
import { moderationTexts } from "./texts";
import { useResume } from "./use-acts";

/** Stops posting in the channel, or opens it again. */
export function ChannelItems() {
  const moderation = useModeration();
  const { resume } = useResume(moderation?.channel.name ?? "");
  if (!moderation) return null;
  const { channel, open } = moderation;
  if (channel.state === "Archived") return null;
  return channel.state === "Paused" ? (
    <MenuItem onClick={resume}>
      <Play />
      {moderationTexts.resumeChannel(channel.name)}
    </MenuItem>
  ) : (
    <MenuItem onClick={() => open({ kind: "pause-channel" })}>
      <Pause />
      {moderationTexts.pauseChannel(channel.name)}
    </MenuItem>
  );
}
