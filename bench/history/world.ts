import pino from "pino";
import { createDb, type Db, type ServiceContext } from "@/server/db";
import { type Bus, systemClock } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import { print } from "../print";
import { openSeedDatabase } from "../seed/database";
import { createProgress } from "../seed/progress";
import { startBenchWorld } from "../world";
import { fill, isFilled } from "./fill";

/** The history that was filled in, beside a stream that has nothing further: what an installation has at rest. */
export interface HistoryWorld {
  db: Db;
  ctx: ServiceContext & { connections: SpaceConnections };
}

/** What is to be called in the end, from the last to the first; also when it comes before everything was opened. */
export type Closers = (() => Promise<unknown>)[];

/** Opens the history; when it is not there, or to be made anew, makes it. */
export async function openHistoryWorld(closers: Closers, { isFresh }: { isFresh: boolean }): Promise<HistoryWorld> {
  const database = await openSeedDatabase("history");
  closers.push(() => database.close());
  print(`In ${database.name}`);
  if (isFresh || !(await isFilled(database.databaseUrl))) {
    print("Filling it, which takes some minutes the first time");
    const progress = createProgress();
    await fill(database.databaseUrl, progress).finally(() => progress.stop());
  }
  const servers = await startBenchWorld();
  closers.push(() => servers.close());
  const db = createDb(database.databaseUrl);
  closers.push(() => db.$disconnect());
  const connections = { ...servers.connections, get: () => servers.connections.get(servers.spaceId) };
  const log = pino({ level: "warn" }, pino.destination(2));
  const actor = { kind: "service", name: "bench" } as const;
  return { db, ctx: { actor, db, clock: systemClock, bus: silentBus, log, connections } };
}

/** Nobody else takes part, so there is nothing to hear. */
const silentBus: Bus = {
  publish: () => undefined,
  subscribe: () => () => undefined,
  onGap: () => () => undefined,
  close: async () => undefined,
};
