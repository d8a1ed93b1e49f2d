import type { ServiceContext } from "@/server/db";
import { requireRead } from "@/server/history";
import { selectInheritedThreads } from "./repository";
import { type ConversationView, viewOf } from "./view";

export interface ListThreadsInput {
  spaceId: string;
  /** The principal that wants to know. */
  principal: string;
  channel: string;
  /** The `next` of the page before. */
  cursor?: number;
  limit: number;
}

export interface ThreadPage {
  threads: ConversationView[];
  /** Where the next page begins; absent on the last one. */
  next?: number;
}

/**
 * The threads that share the channel's readers, newest first, archived ones included. Threads with participants of their
 * own come with the channels of whoever may read them. Throws FORBIDDEN like `readHistory`.
 */
export async function listThreads(
  ctx: ServiceContext,
  { spaceId, principal, channel, cursor, limit }: ListThreadsInput,
): Promise<ThreadPage> {
  await requireRead(ctx, { spaceId, principal, place: { channel } });
  const rows = await selectInheritedThreads(ctx.db, { spaceId, channel, beforeKey: cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return {
    threads: page.map((row) => viewOf(channel, row)),
    ...(rows.length > page.length && { next: page.at(-1)?.key }),
  };
}
