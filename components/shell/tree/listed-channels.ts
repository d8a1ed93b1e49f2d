import type { ChannelItem } from "@/server/api";

/** The channels that the tree lists: an archived one is left to those who can manage it, and to whoever has it open. */
export function listedChannels(channels: readonly ChannelItem[], open: string | undefined): ChannelItem[] {
  return channels.filter(({ name, state, canManage }) => state !== "Archived" || canManage || name === open);
}
