import type { Db } from "@/server/db";
import type { Clock, Logger } from "@/server/kernel";
import { nameOfPlace } from "./names";
import type { Decision, PermissionRequest } from "./types";

const flushAfterMs = 200;
/** Different denials that wait for the database at most; beyond it they are counted in the process log alone. */
const waitingMax = 10_000;

interface Denial {
  at: Date;
  spaceId: string;
  principal: string;
  action: string;
  resource: string;
  allowed: boolean;
  reason: string;
  via: string;
  times: number;
}

export interface DecisionLog {
  /** Takes note of a denial and returns at once; equal ones of the same moment share a row with their number. */
  record(request: PermissionRequest, decision: Decision, via: string): void;
  /** Resolves when everything recorded so far is in the database. */
  flush(): Promise<void>;
}

const logs = new WeakMap<Db, DecisionLog>();

/** The decision log of this process's database client: every denial ends in `DecisionLog`, written in batches. */
export function decisionLogOf({ db, clock, log }: { db: Db; clock: Clock; log: Logger }): DecisionLog {
  const known = logs.get(db);
  if (known) return known;
  const made = createDecisionLog(db, clock, log);
  logs.set(db, made);
  return made;
}

function createDecisionLog(db: Db, clock: Clock, log: Logger): DecisionLog {
  let waiting = new Map<string, Denial>();
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const denials = [...waiting.values()];
    waiting = new Map();
    writing = writing.then(() => write(denials));
    return writing;
  }

  async function write(denials: Denial[]): Promise<void> {
    if (lost > 0) log.warn({ lost }, "denials came faster than the decision log takes them");
    lost = 0;
    if (denials.length === 0) return;
    try {
      await db.decisionLog.createMany({ data: denials });
    } catch (err) {
      log.error({ err, denials: denials.length }, "denials could not be written to the decision log");
    }
  }

  return {
    record({ spaceId, principal, action, place }, { reason }, via) {
      const resource = place ? nameOfPlace(place) : spaceId;
      const key = [spaceId, principal, action, resource, reason, via].join("\0");
      const same = waiting.get(key);
      if (same) same.times += 1;
      else if (waiting.size >= waitingMax) lost += 1;
      else {
        waiting.set(key, {
          at: clock.now(),
          spaceId,
          principal,
          action,
          resource,
          allowed: false,
          reason,
          via,
          times: 1,
        });
      }
      timer ??= setTimeout(flush, flushAfterMs).unref();
    },
    flush,
  };
}
