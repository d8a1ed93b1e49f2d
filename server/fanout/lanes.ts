import type { Db } from "@/server/db";
import type { Bus, Logger } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import { atMost } from "./at-most";
import { type Lane, type LaneOptions, openLane } from "./lane";
import { type ActiveSpace, listActiveSpaces } from "./spaces-repository";

/** One lane for each active space, opened and closed as spaces come and go. */
export interface Lanes {
  /** The lane of a space; `undefined` while it cannot be opened. */
  get(spaceId: string): Promise<Lane | undefined>;
  /** Compares the lanes with the database: opens and closes what is to be, without waiting for it. */
  refresh(): Promise<void>;
  /** Resolves when no lane is on its way to be opened; one whose server cannot be reached stays on its way. */
  opened(): Promise<void>;
  stop(): Promise<void>;
}

export interface LanesOptions {
  db: Db;
  bus: Bus;
  log: Logger;
  connections: SpaceConnections;
  /** What every lane works with. */
  lane: Omit<LaneOptions, "spaceId" | "connection" | "inboxPrefix" | "log">;
  /** How often the database is asked even when nobody said that something changed. */
  refreshMs: number;
}

// A lane that is still on its way is not waited for.
const stopWaitMs = 12_000;
const retryMs = 1_000;

interface Opening {
  accountPublicKey: string;
  lane: Promise<Lane | undefined>;
}

export function createLanes(options: LanesOptions): Lanes {
  const { db, bus, log, connections } = options;
  const open = new Map<string, Opening>();
  let refreshing: Promise<void> | undefined;
  let isStale = false;
  let isStopped = false;

  async function start(id: string, onEnd: () => void): Promise<Lane> {
    const connection = await connections.get(id);
    const { inboxPrefix } = connections;
    const lane = await openLane({ ...options.lane, spaceId: id, connection, inboxPrefix, log });
    // A closed connection ends its lane; the next refresh opens another.
    void connection.closed().then(onEnd).then(lane.stop);
    return lane;
  }

  function add({ id, accountPublicKey }: ActiveSpace): void {
    const opening: Opening = { accountPublicKey, lane: Promise.resolve(undefined) };
    const forget = () => {
      if (open.get(id) === opening) open.delete(id);
    };
    opening.lane = start(id, forget).catch((err: unknown) => {
      log.warn({ err, spaceId: id }, "messages of the space cannot be taken yet");
      forget();
      setTimeout(() => void refresh(), retryMs).unref();
      return undefined;
    });
    open.set(id, opening);
  }

  async function close(id: string): Promise<void> {
    const lane = open.get(id)?.lane;
    open.delete(id);
    await (await lane)?.stop();
  }

  async function opened(): Promise<void> {
    await Promise.all([...open.values()].map(({ lane }) => lane));
  }

  async function compare(): Promise<void> {
    const active = new Map((await listActiveSpaces(db)).map((space) => [space.id, space]));
    if (isStopped) return;
    for (const [id, { accountPublicKey }] of open) {
      if (active.get(id)?.accountPublicKey !== accountPublicKey) void close(id);
    }
    for (const space of active.values()) if (!open.has(space.id)) add(space);
  }

  async function compareUntilFresh(): Promise<void> {
    do {
      isStale = false;
      await compare().catch((err: unknown) => log.warn({ err }, "the list of spaces could not be read"));
    } while (isStale && !isStopped);
  }

  function refresh(): Promise<void> {
    isStale = true;
    refreshing ??= compareUntilFresh().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  const ends = [bus.subscribe("spaces.changed", () => void refresh()), bus.onGap(() => void refresh())];
  const timer = setInterval(() => void refresh(), options.refreshMs);
  timer.unref();

  return {
    refresh,
    opened,
    async get(spaceId) {
      if (!open.has(spaceId)) await refresh();
      return open.get(spaceId)?.lane;
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      for (const end of ends) end();
      await atMost(stopWaitMs, Promise.all([...open.keys()].map(close)));
    },
  };
}
