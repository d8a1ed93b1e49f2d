import { LRUCache } from "lru-cache";
import { hereMention, type Place, storedSubject } from "@/sdk/protocol";
import type { Db, ServiceContext } from "@/server/db";
import type { Bus, Clock, Logger } from "@/server/kernel";
import { listMentionedAgents, type ResolvedMention, resolveMentions } from "@/server/policy";

/** Whom the names of a message stand for. */
export interface Mentioned {
  /** As the envelope holds them, each once. */
  canonical: string[];
  unresolved: string[];
  /** Canonical mentions of more agents than are told one by one. */
  untold: string[];
  /** The agents to be told, each with the most direct reason. */
  agents: Map<string, MentionReason>;
}

export type MentionReason = "direct" | "group" | "here";

export interface MentionResolver {
  /** At once when all of it is known, else a promise. Never older than a change of the policy that this process has heard of, nor than some seconds. */
  resolve(spaceId: string, place: Place, names: readonly string[]): Mentioned | Promise<Mentioned>;
  close(): void;
}

interface Entry {
  /** Of the space when it was read: another one now means that it may have changed. */
  stamp: object;
  endsAt: number;
  /** Absent: the name stands for nobody. */
  mention?: { canonical: string; reason: MentionReason; agents: string[]; areTooMany: boolean };
}

const maxAgeMs = 10_000;
/** Who is here changes by the minute. */
const hereMaxAgeMs = 2_000;
const idsMax = 500_000;

/** Remembers what names stand for in each place, and forgets it when the bus says that rights have changed. */
export function createMentionResolver(options: { db: Db; bus: Bus; clock: Clock; log: Logger }): MentionResolver {
  const { bus, clock } = options;
  const ctx: ServiceContext = { ...options, actor: { kind: "service", name: "fanout" } };
  const entries = new LRUCache<string, Entry>({
    maxSize: idsMax,
    sizeCalculation: ({ mention }) => 1 + (mention?.agents.length ?? 0),
  });
  const stamps = new Map<string, object>();
  const subscriptions = [
    bus.subscribe("policy.changed", ({ spaceId }) => stamps.delete(spaceId)),
    bus.onGap(() => stamps.clear()),
  ];

  function stampOf(spaceId: string): object {
    const known = stamps.get(spaceId);
    if (known) return known;
    const made = {};
    stamps.set(spaceId, made);
    return made;
  }

  function known(key: string, stamp: object): Entry | undefined {
    const entry = entries.get(key);
    return entry && entry.stamp === stamp && clock.now().getTime() < entry.endsAt ? entry : undefined;
  }

  async function load(spaceId: string, place: Place, names: string[]): Promise<Map<string, Entry>> {
    const stamp = stampOf(spaceId);
    const now = clock.now().getTime();
    const { resolved, unresolved } = await resolveMentions(ctx, { spaceId, place, names });
    const read = new Map<string, Entry>();
    for (const alias of unresolved) read.set(alias, { stamp, endsAt: now + maxAgeMs });
    for (const mention of resolved) {
      const endsAt = now + (mention.kind === "here" ? hereMaxAgeMs : maxAgeMs);
      read.set(mention.alias, { stamp, endsAt, mention: await withAgents(spaceId, place, mention) });
    }
    return read;
  }

  async function withAgents(spaceId: string, place: Place, { kind, canonical }: ResolvedMention) {
    if (kind === "person") return { canonical, reason: "direct" as const, agents: [], areTooMany: false };
    if (kind === "agent") return { canonical, reason: "direct" as const, agents: [canonical], areTooMany: false };
    return { canonical, reason: kind, ...(await listMentionedAgents(ctx, { spaceId, place, mention: canonical })) };
  }

  async function resolveAfresh(spaceId: string, place: Place, found: Map<string, Entry | undefined>) {
    const prefix = prefixOf(spaceId, place);
    const missing = [...found].flatMap(([name, entry]) => (entry ? [] : name));
    for (const [name, entry] of await load(spaceId, place, missing)) {
      entries.set(prefix + name, entry);
      found.set(name, entry);
    }
    return together(found);
  }

  return {
    resolve(spaceId, place, names) {
      const prefix = prefixOf(spaceId, place);
      const stamp = stampOf(spaceId);
      const found = new Map(names.map((name) => [name, known(prefix + name, stamp)]));
      const isComplete = [...found.values()].every((entry) => entry !== undefined);
      return isComplete ? together(found) : resolveAfresh(spaceId, place, found);
    },
    close() {
      for (const end of subscriptions) end();
    },
  };
}

function prefixOf(spaceId: string, place: Place): string {
  return `${spaceId}\0${storedSubject(place)}\0`;
}

const directness: Record<MentionReason, number> = { direct: 0, group: 1, [hereMention]: 2 };

function together(found: ReadonlyMap<string, Entry | undefined>): Mentioned {
  const canonical = new Set<string>();
  const untold = new Set<string>();
  const agents: Mentioned["agents"] = new Map();
  const unresolved: string[] = [];
  for (const [name, entry] of found) {
    const mention = entry?.mention;
    if (!mention) {
      unresolved.push(name);
      continue;
    }
    canonical.add(mention.canonical);
    if (mention.areTooMany) untold.add(mention.canonical);
    for (const id of mention.agents) {
      const before = agents.get(id);
      if (!before || directness[mention.reason] < directness[before]) agents.set(id, mention.reason);
    }
  }
  return { canonical: [...canonical], unresolved, untold: [...untold], agents };
}
