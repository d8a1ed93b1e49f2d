import { LRUCache } from "lru-cache";
import type { Place } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import { AppError, type Bus, type Clock, type Logger } from "@/server/kernel";
import { decisionLogOf } from "./decision-log";
import { createFactsBatches } from "./facts-batches";
import { answer } from "./read-decision";
import { isOlder } from "./revision";
import type { Decision, PermissionRequest } from "./types";

const decisionsMax = 200_000;
const stampsMax = 200_000;
const maxAgeMsDefault = 10_000;
const loadsMax = 10;

export interface PermissionCache {
  /**
   * The answer of `checkPermission`: at once when it is known, else a promise. Never older than a `policy.changed` that
   * this process has received, nor than `maxAgeMs`, nor than `atLeastRevision`, nor given beyond its `validUntil`. Denials and a sample of the grants go to the decision log.
   */
  check(request: PermissionRequest): Decision | Promise<Decision>;
  /** Ends the subscriptions and writes what is left for the decision log. */
  close(): Promise<void>;
}

/** Identities that are replaced when what they stand for changes: the space's, and the principal's in it. */
interface Stamps {
  space: object;
  principal: object;
}

interface Entry extends Stamps {
  decision: Decision;
  /** When the reading began, in milliseconds. */
  readAt: number;
  /** From when on the answer may be another, in milliseconds. */
  endsAt: number;
}

type Read = Omit<Entry, "decision" | "endsAt"> & { decision: Promise<Decision> };

/** Answers of one process, forgotten when the bus says that they may be stale and after every gap in what the bus says. */
export function createPermissionCache(options: {
  db: Db;
  bus: Bus;
  log: Logger;
  clock: Clock;
  maxAgeMs?: number;
}): PermissionCache {
  const { db, bus, clock, maxAgeMs = maxAgeMsDefault } = options;
  const entries = new LRUCache<string, Entry>({ max: decisionsMax });
  const reads = new Map<string, Read>();
  const batches = createFactsBatches(db);
  const decisions = decisionLogOf(options);
  // An evicted stamp is made anew, which only forgets answers, never revives them.
  const stamps = new LRUCache<string, object>({ max: stampsMax });

  const stampOf = (key: string): object => {
    const known = stamps.get(key);
    if (known) return known;
    const made = {};
    stamps.set(key, made);
    return made;
  };
  const stampsOf = ({ spaceId, principal }: PermissionRequest): Stamps => ({
    space: stampOf(spaceId),
    principal: stampOf(`${spaceId}\0${principal}`),
  });
  const isCurrent = (made: Stamps, { spaceId, principal }: PermissionRequest): boolean =>
    made.space === stamps.get(spaceId) && made.principal === stamps.get(`${spaceId}\0${principal}`);

  const subscriptions = [
    bus.subscribe("policy.changed", ({ spaceId, principals }) => {
      if (!principals) stamps.delete(spaceId);
      for (const principal of principals ?? []) stamps.delete(`${spaceId}\0${principal}`);
    }),
    bus.onGap(() => stamps.clear()),
  ];

  function known(key: string, request: PermissionRequest): Decision | undefined {
    const entry = entries.get(key);
    if (!entry || !isCurrent(entry, request) || clock.now().getTime() >= entry.endsAt) return undefined;
    const { atLeastRevision } = request;
    if (atLeastRevision !== undefined && isOlder(entry.decision.revision, atLeastRevision)) return undefined;
    return entry.decision;
  }

  /** Reads until nothing was said to have changed meanwhile: an answer that was overtaken is neither kept nor given. */
  async function load(key: string, request: PermissionRequest): Promise<Decision> {
    for (let attempt = 0; attempt < loadsMax; attempt += 1) {
      const read = request.atLeastRevision === undefined ? readShared(key, request) : startRead(request);
      const decision = await read.decision;
      if (!isCurrent(read, request)) continue;
      entries.set(key, { ...read, decision, endsAt: endOf(read.readAt + maxAgeMs, decision) });
      return decision;
    }
    throw new AppError("UNAVAILABLE", "Rights in this space are changing too fast to be read; try again in a moment.", {
      reason: "policy_busy",
    });
  }

  /** One statement for all who ask the same at the same time, as long as nothing changed since it began. */
  function readShared(key: string, request: PermissionRequest): Read {
    const running = reads.get(key);
    if (running && isCurrent(running, request)) return running;
    const read = startRead(request);
    reads.set(key, read);
    const forget = () => {
      if (reads.get(key) === read) reads.delete(key);
    };
    read.decision.then(forget, forget);
    return read;
  }

  function startRead(request: PermissionRequest): Read {
    return { ...stampsOf(request), readAt: clock.now().getTime(), decision: decideAfresh(request) };
  }

  async function decideAfresh(request: PermissionRequest): Promise<Decision> {
    const { spaceId, principal, place } = request;
    return answer(request, await batches.load(spaceId, { principal, place }));
  }

  function noted(request: PermissionRequest, decision: Decision): Decision {
    decisions.record(request, decision, request.via ?? "fanout");
    return decision;
  }

  return {
    check(request) {
      const key = keyOf(request);
      const decision = known(key, request);
      return decision ? noted(request, decision) : load(key, request).then((answer) => noted(request, answer));
    },
    async close() {
      for (const end of subscriptions) end();
      await decisions.flush();
    },
  };
}

function endOf(oldAt: number, { validUntil }: Decision): number {
  return validUntil === undefined ? oldAt : Math.min(oldAt, Date.parse(validUntil));
}

function keyOf({ spaceId, principal, action, place }: PermissionRequest): string {
  return `${spaceId}\0${principal}\0${action}\0${place ? keyOfPlace(place) : ""}`;
}

function keyOfPlace({ channel, thread, isPrivate }: Place): string {
  return thread === undefined ? channel : `${channel}\0${thread}\0${isPrivate ?? ""}`;
}
