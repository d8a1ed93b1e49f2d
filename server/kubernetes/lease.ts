import { setTimeout as delay } from "node:timers/promises";
import type { Clock, Logger } from "@/server/kernel";
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
  const { log, lead } = options;
  const durationMs = options.durationMs ?? 15_000;
  const renewMs = options.renewMs ?? Math.floor(durationMs / 3);
  const claim = createClaim(options, durationMs);
  const stopped = new AbortController();
  let leading: { abort: AbortController; done: Promise<void> } | undefined;

  async function stepDown(): Promise<void> {
    const term = leading;
    if (term === undefined) return;
    term.abort.abort();
    await term.done;
    leading = undefined;
  }

  function takeOver(): void {
    const abort = new AbortController();
    const done = lead(abort.signal).catch((error: unknown) => {
      log.error({ err: error }, "the leader's work failed");
    });
    leading = { abort, done };
    log.info({ lease: options.name, identity: options.identity }, "leading");
  }

  async function run(): Promise<void> {
    let renewedAt = performance.now();
    while (!stopped.signal.aborted) {
      const attemptAt = performance.now();
      const outcome = await claim.attempt();
      if (outcome === "held") {
        renewedAt = attemptAt;
        if (leading === undefined) takeOver();
      } else if (
        leading !== undefined &&
        (outcome === "taken" || performance.now() - renewedAt > durationMs - renewMs)
      ) {
        log.warn({ lease: options.name, outcome }, "no longer leading");
        await stepDown();
      }
      await pause(renewMs * (0.8 + Math.random() * 0.2), stopped.signal);
    }
    const wasLeading = leading !== undefined;
    await stepDown();
    if (wasLeading) await claim.release();
  }

  const loop = run();
  return {
    isLeader: () => leading !== undefined && !leading.abort.signal.aborted,
    async stop() {
      stopped.abort();
      await loop;
    },
  };
}

function createClaim(options: LeaseOptions, durationMs: number) {
  const { leases, namespace, name, identity, clock, log } = options;
  const ref = { namespace, name };
  let seen = { record: "", at: 0 };

  async function attempt(): Promise<"held" | "taken" | "unknown"> {
    try {
      const lease = await leases.find(ref);
      if (lease === undefined) {
        await leases.create({ metadata: ref, spec: specOf(undefined) });
        return "held";
      }
      const record = `${lease.metadata.resourceVersion}`;
      if (record !== seen.record) seen = { record, at: performance.now() };
      const holder = lease.spec?.holderIdentity ?? "";
      const heldMs = (lease.spec?.leaseDurationSeconds ?? durationMs / 1000) * 1000;
      if (holder !== "" && holder !== identity && performance.now() - seen.at < heldMs) return "taken";
      await leases.replace({ ...lease, spec: specOf(lease) });
      return "held";
    } catch (error) {
      if (isConflict(error)) return "taken";
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

  async function release(): Promise<void> {
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

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch {
    // Aborted: the caller looks at the signal.
  }
}
