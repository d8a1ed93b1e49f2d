import { createInformer, type InformerOptions, type KubernetesObject, type ResourceClient } from "@/server/kubernetes";
import { createGroupWatch } from "./groups";
import { createQueues, enqueueInto, type Queues } from "./queues";
import { watchRevoked } from "./revocations";
import { createEventRecorder, createTurns, type Metrics } from "./runtime";
import { createStreams } from "./streams";
import type { OperatorOptions, World } from "./world";

/** All controllers of one term of leading. */
export interface Controllers {
  /** Works until `signal` aborts, then lets running work finish. */
  run(signal: AbortSignal): Promise<void>;
  isIdle(): boolean;
}

// Changes come in bursts (a thousand members added): one look at their end is enough.
const groupsDelayMs = 100;

export function createControllers(options: OperatorOptions, metrics: Metrics): Controllers {
  const { kube, bus, log, clock } = options;
  let queues: Queues | undefined;
  const enqueue = enqueueInto(
    () => queues,
    () => world,
  );

  function informerOf<T extends KubernetesObject>(client: ResourceClient<T>, onChange: InformerOptions<T>["onChange"]) {
    return createInformer<T>({ client, log, onChange });
  }

  const world: World = {
    ...options,
    metrics,
    enqueue,
    accountTurns: createTurns(),
    revokedWatch: watchRevoked({ ...options, onOverdue: enqueue.account }),
    context: { actor: { kind: "service", name: "operator" }, db: options.db, clock, bus, log },
    streams: createStreams({ db: options.db, connections: options.connections, log }),
    recorder: createEventRecorder({ events: kube.events, clock, log }),
    namespaces: informerOf(kube.namespaces, ({ ref }) => enqueue.space(ref.name)),
    channels: informerOf(kube.channels, ({ ref, initial }) => {
      const { namespace = "", name } = ref;
      enqueue.channel(namespace, name);
      if (!initial) bus.publish("resources.changed", { spaceId: namespace, kind: "Channel", name });
    }),
    threads: informerOf(kube.threads, ({ ref, initial }) => {
      const { namespace = "", name } = ref;
      enqueue.thread(namespace, name);
      if (!initial) bus.publish("resources.changed", { spaceId: namespace, kind: "Thread", name });
    }),
  };
  const informers = [world.namespaces, world.channels, world.threads];

  function subscribe(started: Queues): () => void {
    const ends = [
      bus.subscribe("revocations.pending", ({ spaceId }) => started.account.add(spaceId)),
      bus.subscribe("policy.changed", ({ spaceId }) => started.groups.addAfter(spaceId, groupsDelayMs)),
      bus.onGap(() => started.resync.add("all")),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  async function run(signal: AbortSignal): Promise<void> {
    const aborted = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await Promise.race([aborted, Promise.all(informers.map((informer) => informer.start()))]);
    // Only now: a queue that worked on half a list would take what is not listed yet for deleted.
    const started = createQueues(world, createGroupWatch(world));
    const unsubscribe = subscribe(started);
    queues = started;
    started.resync.add("all");
    await aborted;
    unsubscribe();
    await Promise.all(informers.map((informer) => informer.stop()));
    await Promise.all(Object.values(started).map((queue) => queue.stop()));
    await world.revokedWatch.stop();
    await world.recorder.flush();
  }

  return {
    run,
    isIdle: () => queues === undefined || Object.values(queues).every((queue) => queue.isIdle()),
  };
}
