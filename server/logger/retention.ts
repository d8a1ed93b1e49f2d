import { storedSubject } from "@/sdk/protocol";
import type { Db, ServiceContext } from "@/server/db";
import type { Clock, Logger } from "@/server/kernel";
import { deleteMessages, listRetentions } from "./repository";

const sweepMs = 60_000;
const batchOfSubject = 1_000;

export interface RemoveMessagesInput {
  spaceId: string;
  /** Stored subjects, exact. */
  subjects: string[];
  /** Only what the stream stored before; everything when absent. */
  storedBefore?: Date;
}

/** Removes stored messages for good, in small statements. Returns how many there were. The stream is not touched. */
export async function removeMessages(ctx: Pick<ServiceContext, "db">, input: RemoveMessagesInput): Promise<number> {
  if (input.subjects.length === 0) return 0;
  let removed = await deleteMessages(ctx.db, { ...input, countMax: 1 });
  for (let more = removed; more > 0; removed += more) {
    more = await deleteMessages(ctx.db, { ...input, countMax: batchOfSubject });
  }
  return removed;
}

/** Removes what is older than its channel's retention. Returns how many messages that were. */
export async function removeExpired({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  let removed = 0;
  for (const { spaceId, retentionMs, places } of await listRetentions(db)) {
    const storedBefore = new Date(clock.now().getTime() - retentionMs);
    if (Number.isNaN(storedBefore.getTime())) continue;
    removed += await removeMessages({ db }, { spaceId, subjects: places.map(storedSubject), storedBefore });
  }
  return removed;
}

/** Removes expired messages once a minute. */
export function startRetentionSweep(options: { db: Db; clock: Clock; log: Logger }): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const sweep = async () => {
    try {
      const removed = await removeExpired(options);
      if (removed > 0) options.log.info({ removed }, "removed messages past their retention");
    } catch (error) {
      options.log.warn({ err: error }, "expired messages could not be removed; the next sweep tries again");
    }
  };
  const timer = setInterval(() => {
    running = running.then(sweep);
  }, sweepMs);
  return {
    stop() {
      clearInterval(timer);
      return running;
    },
  };
}
