import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { AppError } from "@/server/kernel";
import { runWithLease } from "@/server/kubernetes";
import { createControllers } from "./controllers";
import { checkDefinitions } from "./definitions";
import { createMetrics } from "./runtime";
import type { OperatorOptions } from "./world";

export interface Operator {
  /** Whether this process is the one that reconciles. */
  isLeader(): boolean;
  /** Whether nothing waits or runs; true on a process that does not lead. */
  isIdle(): boolean;
  /** Counters since the start, such as `channel.reconciles` and `channel.statusWrites`. */
  metrics(): Record<string, number>;
  /** Lets running work finish and gives the Lease back. */
  stop(): Promise<void>;
}

const leaseName = "parley-operator";

/**
 * Reconciles spaces, channels and threads for as long as this process holds the Lease. Throws PRECONDITION_FAILED when the
 * custom resource definitions are missing or older; an API server that cannot be reached yet is waited for in the background.
 */
export async function startOperator(options: OperatorOptions): Promise<Operator> {
  const { kube, log, clock } = options;
  const metrics = createMetrics();
  let isIdle = () => true;

  try {
    await checkDefinitions(kube);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "UNAVAILABLE") throw error;
    log.warn({ err: error }, "waiting for the Kubernetes API");
  }

  async function lead(signal: AbortSignal): Promise<void> {
    await checkDefinitions(kube);
    const controllers = createControllers(options, metrics);
    isIdle = controllers.isIdle;
    await controllers.run(signal);
  }

  const lease = runWithLease({
    leases: kube.leases,
    namespace: options.leaseNamespace ?? kube.ownNamespace,
    name: leaseName,
    identity: `${hostname()}_${randomUUID()}`,
    log,
    clock,
    durationMs: options.leaseMs,
    lead,
  });
  return { isLeader: lease.isLeader, isIdle: () => isIdle(), metrics: metrics.snapshot, stop: lease.stop };
}
