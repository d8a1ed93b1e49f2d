import type { NatsConnection } from "@nats-io/nats-core";
import { storedWildcard } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import type { Bus, Logger } from "@/server/kernel";
import { readStream } from "./read-stream";
import { readPosition } from "./repository";
import { storeEntries } from "./store";

const entriesMax = 2_000;
const bytesMax = 4 * 1_048_576;

/**
 * Brings the position to `through` by reading from the stream itself what lies between. That covers what the consumer
 * would give again only after its acknowledgement wait (a logger was killed), what another process is still storing, and
 * what the stream has lost on purpose. Returns the position.
 */
export async function fillHole(
  options: { db: Db; bus: Bus; spaceId: string; log: Logger; connection: NatsConnection; signal: AbortSignal },
  through: number,
): Promise<number> {
  const { db, spaceId, log, connection, signal } = options;
  let position = await readPosition(db, spaceId);
  const first = position;
  while (position < through && !signal.aborted) {
    const { entries, isComplete } = await readStream(connection, {
      subject: storedWildcard,
      after: position,
      through,
      countMax: entriesMax,
      bytesMax,
    });
    const reached = isComplete ? through : (entries.at(-1)?.sequence ?? through);
    await storeEntries(options, entries, { from: position, through: reached });
    position = await readPosition(db, spaceId);
  }
  if (position > first) log.info({ spaceId, from: first, through: position }, "filled a hole from the stream");
  return position;
}
