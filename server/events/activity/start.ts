import type { Subscription } from "@nats-io/nats-core";
import { anyAgentStatusSubject } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import type { Bus, Clock, Logger } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import { Heard } from "./heard";
import { listHeardSpaces, saveActivities } from "./repository";
import { readStatusEvent } from "./status-event";

export interface ActivityOptions {
  db: Db;
  bus: Bus;
  clock: Clock;
  log: Logger;
  connections: SpaceConnections;
  /** How often what was heard is written down; 1 s when absent. */
  writeMs?: number;
}

const queue = "events-activity";
const writeMsDefault = 1_000;
const rescanMs = 15_000;
const batchMax = 2_000;
/** More principals than that at once are not kept waiting: the next they say counts. */
const waitingMax = 200_000;
const repeatedAfterMs = 60_000;

/**
 * Keeps `Principal.activity` to what each principal of every active space last said it does, shared among the processes that
 * listen. However much they say, it costs at most one statement for 2,000 of them at a time.
 */
export async function startActivity(options: ActivityOptions): Promise<{ stop(): Promise<void> }> {
  const { db, bus, clock, log, connections, writeMs = writeMsDefault } = options;
  const heard = new Heard();
  const listening = new Map<string, Subscription | "opening">();
  let isStopped = false;

  async function listen(spaceId: string): Promise<void> {
    listening.set(spaceId, "opening");
    try {
      const connection = await connections.get(spaceId);
      if (isStopped) return;
      const subscription = connection.subscribe(anyAgentStatusSubject, {
        queue,
        callback: (error, message) => {
          const said = error ? undefined : readStatusEvent(message);
          if (said && heard.size < waitingMax) heard.add({ spaceId, ...said });
        },
      });
      listening.set(spaceId, subscription);
      void subscription.closed.then(() => listening.get(spaceId) === subscription && listening.delete(spaceId));
    } catch (err) {
      listening.delete(spaceId);
      log.warn({ err, spaceId }, "what principals do cannot be heard in the space yet; it is tried again");
    }
  }

  async function scan(): Promise<void> {
    const spaces = new Set(await listHeardSpaces(db));
    if (isStopped) return;
    await Promise.all([...spaces].filter((spaceId) => !listening.has(spaceId)).map(listen));
    for (const [spaceId, subscription] of listening) {
      if (spaces.has(spaceId) || subscription === "opening") continue;
      listening.delete(spaceId);
      subscription.unsubscribe();
    }
  }

  let scanning: Promise<void> = Promise.resolve();
  const rescan = (): Promise<void> => {
    scanning = scanning.then(scan).catch((err: unknown) => {
      log.warn({ err }, "the list of spaces could not be read; the next scan tries again");
    });
    return scanning;
  };

  async function write(): Promise<void> {
    while (heard.size > 0) {
      const batch = heard.take(batchMax);
      try {
        await saveActivities(db, batch, { now: clock.now(), repeatedAfterMs });
      } catch (err) {
        heard.putBack(batch);
        log.warn({ err }, "what principals do could not be written down; it is tried again");
        return;
      }
    }
  }

  let writing: Promise<void> = Promise.resolve();
  const writer = setInterval(() => {
    writing = writing.then(write);
  }, writeMs);
  const scanner = setInterval(() => void rescan(), rescanMs);
  const ends = [bus.subscribe("spaces.changed", () => void rescan()), bus.onGap(() => void rescan())];
  void rescan();

  return {
    async stop() {
      isStopped = true;
      clearInterval(writer);
      clearInterval(scanner);
      for (const end of ends) end();
      await scanning;
      for (const subscription of listening.values()) if (subscription !== "opening") subscription.unsubscribe();
      writing = writing.then(write);
      await writing;
    },
  };
}
