import { type Clock, type Logger, pause } from "@/server/kernel";
import type { ResourceClient } from "./client";
import { isConflict } from "./errors";
import type { LeaseResource } from "./resources";

export interface LeaseOptions {
  leases: ResourceClient<LeaseResource>;
  namespace: string;
  name: string;
  /** Unique to this process. */
  identity: string;
  log: Logger;
  clock: Clock;
  /** How long a silent holder keeps the lease. 15 s when absent. */
  durationMs?: number;
  /** How often the holder renews and others look. A third of the duration when absent. */
  renewMs?: number;
  /** Runs each time this process becomes the holder. `signal` aborts when the lease is lost or `stop` is called; the next attempt waits for it to settle. */
  lead: (signal: AbortSignal) => Promise<void>;
}

export interface LeaseHolder {
  isLeader(): boolean;
  /** Ends `lead`, waits for it, and gives the lease back so that another takes over at once. */
  stop(): Promise<void>;
}

/**
 * At most one process at a time runs `lead`, by a coordination.k8s.io Lease. Clocks of other machines are not trusted: a holder
 * counts as gone when its lease has not changed for its duration as seen from here. A holder that cannot renew in that time steps down first.
 */
export function runWithLease(options: LeaseOptions): LeaseHolder {
  const { log } = options;
  const durationMs = options.durationMs ?? 15_000;
  const renewMs = options.renewMs ?? Math.floor(durationMs / 3);
  const claim = createClaim(options, durationMs);
  const stopped = new AbortController();
  let term: Term | undefined;

  async function stepDown(): Promise<void> {
    const ending = term;
    if (ending === undefined) return;
    ending.end();
    await ending.done;
    term = undefined;
  }

  async function step(): Promise<void> {
    const attemptAt = performance.now();
    const outcome = await claim.attempt();
    if (term?.signal.aborted || outcome === "taken") await stepDown();
    if (outcome !== "held" || stopped.signal.aborted) return;
    if (term === undefined) {
      log.info({ lease: options.name, identity: options.identity }, "leading");
      term = beginTerm(options);
    }
    term.extend(attemptAt + durationMs - renewMs);
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      await step();
      await pause(renewMs * (0.8 + Math.random() * 0.2), stopped.signal);
    }
    await stepDown();
    await claim.release();
  }

  const loop = run();
  return {
    isLeader: () => term !== undefined && !term.signal.aborted,
    async stop() {
      stopped.abort();
      await loop;
    },
  };
}

/** One stretch of leading: ends by itself when it is not extended in time, whatever a hanging request does. */
interface Term {
  signal: AbortSignal;
  done: Promise<void>;
  extend(untilMs: number): void;
  end(): void;
}

function beginTerm({ lead, log, name }: LeaseOptions): Term {
  const abort = new AbortController();
  let deadline: NodeJS.Timeout | undefined;
  const done = lead(abort.signal)
    .catch((error: unknown) => log.error({ err: error, lease: name }, "the leader's work failed; it begins again"))
    .finally(() => abort.abort());
  return {
    signal: abort.signal,
    done,
    extend(untilMs) {
      clearTimeout(deadline);
      deadline = setTimeout(() => {
        log.warn({ lease: name }, "the lease was not renewed in time: no longer leading");
        abort.abort();
      }, untilMs - performance.now());
    },
    end() {
      clearTimeout(deadline);
      abort.abort();
    },
  };
}

function createClaim(options: LeaseOptions, durationMs: number) {
  const { leases, namespace, name, identity, clock, log } = options;
  const ref = { namespace, name };
  let seen = { record: "", at: 0 };
  let hasHeld = false;

  async function attempt(): Promise<"held" | "taken" | "unknown"> {
    try {
      const lease = await leases.find(ref);
      if (lease === undefined) {
        await leases.create({ metadata: ref, spec: specOf(undefined) });
        hasHeld = true;
        return "held";
      }
      const record = `${lease.metadata.resourceVersion}`;
      if (record !== seen.record) seen = { record, at: performance.now() };
      const holder = lease.spec?.holderIdentity ?? "";
      const heldMs = (lease.spec?.leaseDurationSeconds ?? durationMs / 1000) * 1000;
      if (holder !== "" && holder !== identity && performance.now() - seen.at < heldMs) return "taken";
      await leases.replace({ ...lease, spec: specOf(lease) });
      hasHeld = true;
      return "held";
    } catch (error) {
      if (isConflict(error)) return "unknown";
      log.warn({ err: error, lease: name }, "the lease cannot be read or renewed");
      return "unknown";
    }
  }

  function specOf(lease: LeaseResource | undefined): LeaseResource["spec"] {
    const now = microTime(clock.now());
    const isRenewal = lease?.spec?.holderIdentity === identity;
    const transitions = lease?.spec?.leaseTransitions ?? 0;
    return {
      holderIdentity: identity,
      leaseDurationSeconds: Math.max(1, Math.ceil(durationMs / 1000)),
      acquireTime: isRenewal ? (lease?.spec?.acquireTime ?? now) : now,
      renewTime: now,
      leaseTransitions: lease === undefined || isRenewal ? transitions : transitions + 1,
    };
  }

  /** Nobody holds the lease if it was ours. */
  async function release(): Promise<void> {
    if (!hasHeld) return;
    try {
      const lease = await leases.find(ref);
      if (lease?.spec?.holderIdentity !== identity) return;
      await leases.replace({
        ...lease,
        spec: { ...lease.spec, holderIdentity: "", renewTime: microTime(clock.now()) },
      });
    } catch (error) {
      log.debug({ err: error, lease: name }, "the lease was not given back; it will run out");
    }
  }

  return { attempt, release };
}

/** RFC 3339 with six decimals, as `metav1.MicroTime` is written. */
function microTime(date: Date): string {
  return date.toISOString().replace("Z", "000Z");
}
