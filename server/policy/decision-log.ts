import type { Db } from "@/server/db";
import { type Clock, env, type Logger } from "@/server/kernel";
import { createGrantSample } from "./logs/grant-sample";
import { nameOfPlace } from "./names";
import type { Decision, PermissionRequest } from "./types";

const flushAfterMs = 200;
/** Different decisions that wait for the database at most; beyond it they are counted in the process log alone. */
const waitingMax = 10_000;
const charactersMax = 2_000;

interface Row {
  at: Date;
  spaceId: string;
  principal: string;
  action: string;
  resource: string;
  allowed: boolean;
  rule: string;
  reason: string;
  via: string;
  times: number;
  sampledOneIn: number;
}

export interface DecisionLog {
  /**
   * Takes note of a denial, and of one in so many grants, and returns at once; equal ones of the same moment share a row
   * with their number. A grant outside of the sample costs a subtraction.
   */
  record(request: PermissionRequest, decision: Decision, via: string): void;
  /** Resolves when everything recorded so far is in the database. */
  flush(): Promise<void>;
}

const logs = new WeakMap<Db, DecisionLog>();

interface World {
  db: Db;
  clock: Clock;
  log: Logger;
}

/** The decision log of this process's database client: every denial and a sample of the grants end in `DecisionLog`, written in batches. */
export function decisionLogOf(world: World): DecisionLog {
  const known = logs.get(world.db);
  if (known) return known;
  const made = createDecisionLog({ ...world, grantsOneIn: env.DECISION_LOG_GRANTS_ONE_IN });
  logs.set(world.db, made);
  return made;
}

export function createDecisionLog({ db, clock, log, grantsOneIn }: World & { grantsOneIn: number }): DecisionLog {
  const isGrantSampled = createGrantSample(grantsOneIn);
  let waiting = new Map<string, Row>();
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const rows = [...waiting.values()];
    waiting = new Map();
    writing = writing.then(() => write(rows));
    return writing;
  }

  async function write(rows: Row[]): Promise<void> {
    if (lost > 0) log.warn({ lost }, "decisions came faster than the decision log takes them");
    lost = 0;
    if (rows.length === 0) return;
    try {
      await db.decisionLog.createMany({ data: rows });
    } catch (err) {
      log.error({ err, decisions: rows.length }, "decisions could not be written to the decision log");
    }
  }

  function note({ spaceId, action, place, ...request }: PermissionRequest, decision: Decision, via: string): void {
    const { allowed, rule } = decision;
    const reason = plain(decision.reason);
    const principal = plain(request.principal);
    const resource = plain(place ? nameOfPlace(place) : spaceId);
    const key = [spaceId, principal, action, resource, allowed, reason, via].join("\0");
    const same = waiting.get(key);
    if (same) same.times += 1;
    else if (waiting.size >= waitingMax) lost += 1;
    else {
      const asked = { spaceId, principal, action, resource, via };
      const sampledOneIn = allowed ? grantsOneIn : 1;
      waiting.set(key, { at: clock.now(), ...asked, allowed, rule, reason, times: 1, sampledOneIn });
    }
    timer ??= setTimeout(flush, flushAfterMs).unref();
  }

  return {
    record(request, decision, via) {
      if (decision.allowed && !isGrantSampled()) return;
      note(request, decision, via);
    },
    flush,
  };
}

/** What was asked may be anything; Postgres takes no NUL, and one row must not cost the others. */
function plain(text: string): string {
  return text.slice(0, charactersMax).replaceAll("\0", "");
}
