import { jetstreamManager } from "@nats-io/jetstream";
import { channelsStream } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import type { OpenSource } from "./open-source";
import { findSequenceAt, readTimeOf } from "./search/repository";

/** A sequence of the space that everything stored from `time` on is above, and everything before it at or below. */
export async function sequenceBefore(
  db: Db,
  spaceId: string,
  time: Date,
  { tail, knownTo }: OpenSource,
): Promise<number> {
  const first = await findSequenceAt(db, spaceId, time);
  const isStored = (await readTimeOf(db, spaceId, first)) !== undefined;
  if (isStored) return Math.max(0, first - 1);
  return ((tail && (await firstInTail(tail, time))) ?? knownTo + 1) - 1;
}

async function firstInTail({ connection }: NonNullable<OpenSource["tail"]>, time: Date): Promise<number | undefined> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const found = await manager.direct.getMessage(channelsStream, { start_time: time.toISOString() });
  return found?.seq;
}
