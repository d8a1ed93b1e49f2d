import type { ServiceContext } from "@/server/db";
import { requireRead } from "@/server/history";
import { findOriginOf } from "./repository";

export interface FindOriginInput {
  spaceId: string;
  /** The principal that wants to know. */
  principal: string;
  channel: string;
  /** The thread's. */
  name: string;
}

/** The sequence of the message that the thread was started from; null when it was not. Throws FORBIDDEN like `readHistory`. */
export async function findOrigin(
  ctx: ServiceContext,
  { spaceId, principal, channel, name }: FindOriginInput,
): Promise<number | null> {
  await requireRead(ctx, { spaceId, principal, place: { channel } });
  return (await findOriginOf(ctx.db, { spaceId, channel, name })) ?? null;
}
