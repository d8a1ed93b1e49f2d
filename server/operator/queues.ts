import { collectAttachments, reclaimObjects } from "@/server/attachments";
import { closeLostAccess } from "@/server/policy";
import { listChannelsWithResource, reconcileChannel } from "./channel";
import type { GroupWatch } from "./groups";
import { createWorkQueue, type WorkQueue, type WorkResult } from "./runtime";
import { listSpaceIds, pushRevocations, readRevision, reconcileSpace } from "./space";
import { expireAll, expireOne, purgeDue } from "./sweep";
import { listThreadsWithResource, reconcileThread } from "./thread";
import type { Enqueue, World } from "./world";

const queueNames = ["space", "account", "channel", "thread", "groups", "access", "sweep", "resync"] as const;

/** One queue for each kind of work. Keys are a space's id, `<space>/<name>` of a resource, or the name of a sweep. */
export type Queues = Record<(typeof queueNames)[number], WorkQueue>;

const resyncMsDefault = 300_000;
const sweepMsDefault = 60_000;
/** An account is pushed at once when it rested, and then at most some times a second: what came meanwhile goes together. */
const accountRestMs = 300;
const spreadMsMax = 10_000;
const purgeKey = "purge";
const expireKey = "expire";
const filesKey = "files";
const fileStoreKey = "fileStore";
const fileStoreMs = 3_600_000;

export function createQueues(world: World, groups: GroupWatch): Queues {
  const { log, metrics } = world;
  const resyncMs = world.resyncMs ?? resyncMsDefault;
  const spreadMs = Math.min(spreadMsMax, resyncMs / 10);
  let isFirst = true;
  /** Revisions at which everything live was found to be within its rights. */
  const closedAt = new Map<string, bigint | undefined>();
  const queue = (
    name: string,
    concurrency: number,
    work: (key: string) => Promise<WorkResult | undefined>,
    restMs?: number,
  ) => createWorkQueue({ name, concurrency, work, log, metrics, restMs });

  const files = { ...world.context, connections: world.connections };

  async function sweep(key: string): Promise<WorkResult | undefined> {
    if (key === purgeKey) return purgeDue(world);
    if (key === expireKey) {
      await expireAll(world);
      return { requeueAfterMs: world.sweepMs ?? sweepMsDefault };
    }
    if (key === filesKey) {
      world.metrics.count("sweep.filesCollected", await collectAttachments(files));
      return { requeueAfterMs: world.sweepMs ?? sweepMsDefault };
    }
    if (key === fileStoreKey) {
      world.metrics.count("sweep.objectsReclaimed", await reclaimObjects(files));
      return { requeueAfterMs: fileStoreMs };
    }
    await expireOne(world, Number(key));
    return undefined;
  }

  const queues: Queues = {
    space: queue("space", 4, (spaceId) => reconcileSpace(world, spaceId)),
    account: queue("account", 4, (spaceId) => pushRevocations(world, spaceId), accountRestMs),
    channel: queue("channel", 4, (key) => reconcileChannel(world, ...partsOf(key))),
    thread: queue("thread", 4, (key) => reconcileThread(world, ...partsOf(key))),
    groups: queue("groups", 1, async (spaceId) => {
      await groups.look(spaceId);
      return undefined;
    }),
    access: queue("access", 1, async (spaceId) => {
      const revision = await readRevision(world.db, spaceId);
      // Whatever was issued since then was issued by what still holds.
      if (revision === closedAt.get(spaceId)) return undefined;
      await closeLostAccess(world.context, { spaceId, reason: "The right to read it was removed." });
      closedAt.set(spaceId, revision);
      return undefined;
    }),
    sweep: queue("sweep", 2, sweep),
    resync: queue("resync", 1, async () => {
      await lookAtEverything(world, queues, isFirst ? 0 : spreadMs);
      if (isFirst) queues.sweep.add(fileStoreKey);
      isFirst = false;
      return { requeueAfterMs: resyncMs };
    }),
  };
  return queues;
}

/** Asks for a look at all that Kubernetes or the database knows, spread over a while, so that what was missed is found. */
async function lookAtEverything(world: World, queues: Queues, spreadMs: number): Promise<void> {
  const add = (queue: WorkQueue, keys: Iterable<string>) => {
    for (const key of new Set(keys)) queue.addAfter(key, Math.random() * spreadMs);
  };
  const spaceIds = await listSpaceIds(world.db);
  add(queues.space, [...spaceIds, ...world.namespaces.list().map(({ metadata }) => metadata.name)]);
  add(queues.access, spaceIds);
  add(queues.groups, spaceIds);
  const channels = world.channels.list().map(({ metadata }) => keyOf(metadata.namespace ?? "", metadata.name));
  const threads = world.threads.list().map(({ metadata }) => keyOf(metadata.namespace ?? "", metadata.name));
  const knownChannels = (await listChannelsWithResource(world.db)).map(({ spaceId, name }) => keyOf(spaceId, name));
  const knownThreads = (await listThreadsWithResource(world.db)).map(({ spaceId, name }) => keyOf(spaceId, name));
  add(queues.channel, [...channels, ...knownChannels]);
  add(queues.thread, [...threads, ...knownThreads]);
  queues.sweep.add(purgeKey);
  queues.sweep.add(expireKey);
  queues.sweep.add(filesKey);
}

/** Ways into the queues for the controllers themselves; asking before there are queues is the same as not asking, since all begins with a look at everything. */
export function enqueueInto(current: () => Queues | undefined, world: () => World): Enqueue {
  return {
    space: (spaceId) => current()?.space.add(spaceId),
    account: (spaceId) => current()?.account.add(spaceId),
    channel: (spaceId, name) => current()?.channel.add(keyOf(spaceId, name)),
    thread: (spaceId, name) => current()?.thread.add(keyOf(spaceId, name)),
    resourcesOf(spaceId) {
      for (const { metadata } of world().channels.list(spaceId)) current()?.channel.add(keyOf(spaceId, metadata.name));
      for (const { metadata } of world().threads.list(spaceId)) current()?.thread.add(keyOf(spaceId, metadata.name));
    },
    threadsOf(spaceId, channel) {
      for (const { metadata, spec } of world().threads.list(spaceId)) {
        if (spec.channel === channel) current()?.thread.add(keyOf(spaceId, metadata.name));
      }
    },
    expiry: (channelKey) => current()?.sweep.add(String(channelKey)),
    access: (spaceId) => current()?.access.add(spaceId),
    purge: () => current()?.sweep.add(purgeKey),
  };
}

function keyOf(spaceId: string, name: string): string {
  return `${spaceId}/${name}`;
}

/** A namespace's name holds no slash, so the first one ends it. */
function partsOf(key: string): [spaceId: string, name: string] {
  const slash = key.indexOf("/");
  return [key.slice(0, slash), key.slice(slash + 1)];
}
