import { createHash } from "node:crypto";
import type { Clock, Logger } from "@/server/kernel";
import { type EventResource, isConflict, type Kubernetes, type KubernetesObject } from "@/server/kubernetes";

export interface Occurrence {
  type: "Normal" | "Warning";
  /** CamelCase. */
  reason: string;
  message: string;
}

/** Writes Kubernetes Events, which `kubectl describe` shows. The same thing said again raises a count; failing to write one fails nothing else. */
export interface EventRecorder {
  record(about: KubernetesObject, occurrence: Occurrence): void;
  /** Waits for what was recorded so far. */
  flush(): Promise<void>;
}

const component = "parley-operator";

export function createEventRecorder(options: {
  events: Kubernetes["events"];
  clock: Clock;
  log: Logger;
}): EventRecorder {
  const { events, clock, log } = options;
  let tail: Promise<void> = Promise.resolve();

  async function write(event: EventResource): Promise<void> {
    const { namespace, name } = event.metadata;
    try {
      await events.create(event);
    } catch (error) {
      if (!isConflict(error)) throw error;
      const before = await events.get({ namespace, name });
      await events.patch({ namespace, name }, { count: (before.count ?? 1) + 1, lastTimestamp: event.lastTimestamp });
    }
  }

  return {
    record(about, occurrence) {
      const event = eventOf(about, occurrence, clock.now());
      tail = tail
        .then(() => write(event))
        .catch((error: unknown) => log.warn({ err: error, reason: occurrence.reason }, "the event was not recorded"));
    },
    flush: () => tail,
  };
}

function eventOf(about: KubernetesObject, occurrence: Occurrence, now: Date): EventResource {
  const { namespace = "default", name, uid, resourceVersion } = about.metadata;
  const digest = createHash("sha256")
    .update(JSON.stringify([uid, occurrence.type, occurrence.reason, occurrence.message]))
    .digest("hex")
    .slice(0, 16);
  const at = now.toISOString().replace(/\.\d+Z$/, "Z");
  return {
    metadata: { namespace, name: `${name}.${digest}` },
    involvedObject: { apiVersion: about.apiVersion, kind: about.kind, namespace, name, uid, resourceVersion },
    ...occurrence,
    count: 1,
    firstTimestamp: at,
    lastTimestamp: at,
    source: { component },
    reportingComponent: component,
    reportingInstance: component,
  };
}
