import { type Db, sql } from "@/server/db";
import type { Clock, Logger } from "@/server/kernel";
import { type LogTable, nameOf } from "./range";

const dayMs = 24 * 3_600_000;
const rowsAtOnce = 5_000;
const everyMsDefault = 3_600_000;

/** How many days each log keeps its rows; 0: for ever. */
export interface LogRetention {
  auditDays: number;
  decisionDays: number;
}

interface SweepOptions extends LogRetention {
  db: Db;
  clock: Clock;
}

/** Removes the rows that are older than they have to be kept, in batches. Returns how many there were. */
export async function sweepLogs({ db, clock, auditDays, decisionDays }: SweepOptions): Promise<number> {
  const now = clock.now().getTime();
  const old = (table: LogTable, days: number) =>
    days === 0 ? 0 : removeBefore(db, table, new Date(now - days * dayMs));
  return (await old("AuditLog", auditDays)) + (await old("DecisionLog", decisionDays));
}

async function removeBefore(db: Db, table: LogTable, before: Date): Promise<number> {
  let removed = 0;
  for (;;) {
    const batch = await db.$transaction(async (tx) => {
      // The one way past the triggers that make the logs append-only.
      await tx.$executeRaw`SET LOCAL parley.log_retention = 'on'`;
      return tx.$executeRaw(sql`
        DELETE FROM ${nameOf(table)} WHERE id IN (
          SELECT id FROM ${nameOf(table)} WHERE at < ${before} ORDER BY at LIMIT ${rowsAtOnce}
        )`);
    });
    removed += batch;
    if (batch < rowsAtOnce) return removed;
  }
}

/** Sweeps once at the start and then once an hour until stopped; several processes do no harm. */
export function startLogSweep(options: SweepOptions & { log: Logger; everyMs?: number }): { stop(): Promise<void> } {
  const { log } = options;
  let running: Promise<void> = Promise.resolve();
  const sweep = () => {
    running = running.then(async () => {
      try {
        const removed = await sweepLogs(options);
        if (removed > 0) log.info({ removed }, "rows of the logs were removed because of their age");
      } catch (err) {
        log.warn({ err }, "old rows of the logs could not be removed; the next sweep tries again");
      }
    });
  };
  sweep();
  const timer = setInterval(sweep, options.everyMs ?? everyMsDefault);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
