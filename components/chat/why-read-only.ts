import type { ChannelItem } from "@/server/api";
import { chatTexts } from "./texts";

/** Why somebody may not post where they may read, who can change that and until when it lasts; absent when they may. */
export function whyReadOnly(
  { state, canPost }: Pick<ChannelItem, "state" | "canPost">,
  blockReason: string | null,
): string | undefined {
  if (state === "Archived") return chatTexts.archived;
  if (blockReason) return blockReason;
  if (state === "Paused") return chatTexts.paused;
  return canPost ? undefined : chatTexts.readOnly;
}
