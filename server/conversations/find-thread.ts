import type { ServiceContext } from "@/server/db";
import { requireRead } from "@/server/history";
import { findInheritedThread } from "./repository";
import { type ConversationView, viewOf } from "./view";

export interface FindThreadInput {
  spaceId: string;
  /** The principal that wants to know. */
  principal: string;
  channel: string;
  /** The thread's. */
  name: string;
}

/** A thread that shares the channel's readers; null when there is none of that name. Throws FORBIDDEN like `readHistory`. */
export async function findThread(
  ctx: ServiceContext,
  { spaceId, principal, channel, name }: FindThreadInput,
): Promise<ConversationView | null> {
  await requireRead(ctx, { spaceId, principal, place: { channel } });
  const row = await findInheritedThread(ctx.db, { spaceId, channel, name });
  return row ? viewOf(channel, row) : null;
}
