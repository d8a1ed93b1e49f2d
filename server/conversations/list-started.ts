import { countedRepliesMax, storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { requireRead } from "@/server/history";
import { countReplies, selectStarted } from "./repository";

export interface ListStartedInput {
  spaceId: string;
  /** The principal that wants to know. */
  principal: string;
  channel: string;
  /** Sequences of the channel's messages, both inclusive. */
  from: number;
  through: number;
}

/** A thread, as it shows beneath the message that it was started from. */
export interface StartedThread {
  name: string;
  topic: string;
  /** Sequence of the message. */
  origin: number;
  /** How many messages it has, replaced ones not counted; `countedRepliesMax` stands for more. */
  replies: number;
  /** RFC 3339; null while it is empty. */
  lastAt: string | null;
}

const limit = 200;

/** The open threads that were started from the messages of that stretch, at most 200 of the newest. Throws FORBIDDEN like `readHistory`. */
export async function listStarted(
  ctx: ServiceContext,
  { spaceId, principal, channel, from, through }: ListStartedInput,
): Promise<StartedThread[]> {
  await requireRead(ctx, { spaceId, principal, place: { channel } });
  const threads = await selectStarted(ctx.db, { spaceId, channel, from, through, limit });
  if (threads.length === 0) return [];
  const subjects = threads.map(({ name }) => storedSubject({ channel, thread: name }));
  const counted = await countReplies(ctx.db, { spaceId, subjects, repliesMax: countedRepliesMax });
  return threads.map(({ name, topic, origin }, index) => ({
    ...{ name, topic },
    origin: Number(origin),
    replies: counted[index]?.replies ?? 0,
    lastAt: counted[index]?.lastAt?.toISOString() ?? null,
  }));
}
