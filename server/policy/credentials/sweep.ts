import type { Db } from "@/server/db";
import type { Clock, Logger } from "@/server/kernel";
import { deleteExpiredCredentials } from "./repository";

const keptAfterExpiryMs = 3_600_000;
const rowsAtOnce = 5_000;
const everyMsDefault = 60_000;

/** Removes the credentials that expired more than an hour ago, in batches. Returns how many there were. */
export async function sweepCredentials({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  const before = new Date(clock.now().getTime() - keptAfterExpiryMs);
  let removed = 0;
  for (;;) {
    const batch = await deleteExpiredCredentials(db, before, rowsAtOnce);
    removed += batch;
    if (batch < rowsAtOnce) return removed;
  }
}

/** Sweeps once a minute until stopped; one process of the installation is enough, several do no harm. */
export function startCredentialSweep(options: { db: Db; clock: Clock; log: Logger; everyMs?: number }): {
  stop(): Promise<void>;
} {
  let running: Promise<void> = Promise.resolve();
  const sweep = () => {
    running = running.then(async () => {
      try {
        await sweepCredentials(options);
      } catch (err) {
        options.log.warn({ err }, "expired credentials could not be removed; the next sweep tries again");
      }
    });
  };
  const timer = setInterval(sweep, options.everyMs ?? everyMsDefault);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
