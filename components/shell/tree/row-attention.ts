import type { PlaceAttention, Unread } from "@/components/attention";
import { storedSubject } from "@/sdk/protocol/subjects";
import type { ChannelItem, ThreadItem } from "@/server/api";
import type { TreeNode } from "./build-tree";
import type { TreeRow } from "./flatten-tree";

/** What a row of the tree tells of what is unread. */
export interface RowAttention {
  unread: number;
  forMe: number;
  isMuted: boolean;
  /** The number is not one: there is something, in a thread or below. */
  isDot: boolean;
}

const nothing: RowAttention = { unread: 0, forMe: 0, isMuted: false, isDot: false };

/** What is unread at the row's own place and, where it is closed, below it. */
export function attentionOfRow(row: TreeRow, unread: Unread): RowAttention {
  switch (row.kind) {
    case "more":
      return nothing;
    case "thread":
      return ofPlace(unread.of(subjectOfThread(row.channel, row.thread)));
    case "node": {
      const { channel } = row.node;
      const own = channel ? { ...ofPlace(unread.of(storedSubject({ channel: channel.name }))), isDot: false } : nothing;
      if (row.isExpanded || !row.hasBelow) return own;
      const below = attentionBelow(row.node, unread);
      return {
        ...own,
        unread: own.unread || below.unread,
        forMe: own.forMe + below.forMe,
        isDot: own.unread === 0,
      };
    }
  }
}

export function subjectOfThread(channel: ChannelItem, { name, isPrivate }: ThreadItem): string {
  return storedSubject({ channel: channel.name, thread: name, isPrivate });
}

function ofPlace(place: PlaceAttention | undefined): RowAttention {
  if (!place) return nothing;
  const { unread, forMe, level } = place;
  return { unread, forMe, isMuted: level === "muted", isDot: level !== "following" };
}

function attentionBelow({ channel, children }: TreeNode, unread: Unread): { unread: number; forMe: number } {
  const sum = { unread: 0, forMe: 0 };
  const add = (one: { unread: number; forMe: number } | undefined) => {
    sum.unread += one?.unread ?? 0;
    sum.forMe += one?.forMe ?? 0;
  };
  for (const thread of channel?.threads ?? []) if (channel) add(unread.of(subjectOfThread(channel, thread)));
  for (const child of children) {
    if (child.channel) add(unread.of(storedSubject({ channel: child.channel.name })));
    add(attentionBelow(child, unread));
  }
  return sum;
}
