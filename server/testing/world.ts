import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { NatsConnection } from "@nats-io/nats-core";
import pino from "pino";
import { inject } from "vitest";
import { createDb, type Db, type ServiceContext } from "@/server/db";
import { dropDatabase, ensureDatabase } from "@/server/embedded";
import { type Actor, type Bus, type Clock, type Logger, systemClock } from "@/server/kernel";
import {
  accountPublicKey,
  connectSystem,
  createSpaceConnections,
  createSpaceKeys,
  encodeSpaceAccount,
  ensureChannelsStream,
  ensurePlatformAccount,
  openBus,
  pushAccount,
  type SpaceConnections,
  type SpaceKeys,
  sealSpaceKeys,
} from "@/server/nats";

/** A world of its own for a test file: a fresh migrated database, and spaces that no other file has, on the run's servers. */
export interface TestWorld {
  db: Db;
  databaseUrl: string;
  secret: string;
  natsUrl: string;
  natsWsUrl: string;
  operatorSeed: string;
  operatorSeedFile: string;
  systemCredsFile: string;
  system: NatsConnection;
  connections: SpaceConnections;
  bus: Bus;
  clock: Clock;
  log: Logger;
  /** A verb's context; the actor is a service unless another is given. */
  context(actor?: Actor): ServiceContext;
  /** A space with its row, its account and its stream. */
  createSpace(name?: string): Promise<{ spaceId: string; keys: SpaceKeys }>;
  /** A name nobody else has. */
  unique(prefix: string): string;
  close(): Promise<void>;
}

/** The servers a world lives on; those of the run unless a test brings its own. */
export interface WorldServers {
  natsUrl: string;
  natsWsUrl: string;
  operatorSeedFile: string;
  systemCredsFile: string;
}

export async function createTestWorld(servers: WorldServers = serversOfTheRun()): Promise<TestWorld> {
  const { natsUrl, operatorSeedFile, systemCredsFile } = servers;
  const database = `world_${randomBytes(6).toString("hex")}`;
  const adminUrl = inject("postgresAdminUrl");
  await ensureDatabase(adminUrl, database, inject("templateDatabase"));
  const databaseUrl = adminUrl.replace(/\/[^/]*$/, `/${database}`);
  const db = createDb(databaseUrl);
  const secret = randomBytes(32).toString("hex");
  const log: Logger = pino({ level: process.env["LOG_LEVEL"] ?? "silent" }, pino.destination(2));
  const operatorSeed = (await readFile(operatorSeedFile, "utf8")).trim();
  const system = await connectSystem({ natsUrl, credsFile: systemCredsFile, log });
  await ensurePlatformAccount({ db, secret, operatorSeed, system });
  const bus = await openBus({ db, secret, natsUrl, name: "test", log });
  const connections = createSpaceConnections({ db, secret, natsUrl, name: "test", log });

  return {
    db,
    databaseUrl,
    secret,
    operatorSeed,
    system,
    connections,
    bus,
    log,
    clock: systemClock,
    ...servers,
    unique: (prefix) => `${prefix}-${randomBytes(4).toString("hex")}`,
    context: (actor = { kind: "service", name: "test" }) => ({ actor, db, clock: systemClock, bus, log }),
    async createSpace(name = "space") {
      const spaceId = `${name}-${randomBytes(4).toString("hex")}`;
      const keys = createSpaceKeys();
      await db.space.create({
        data: {
          id: spaceId,
          displayName: name,
          accountPublicKey: accountPublicKey(keys),
          sealedKeys: sealSpaceKeys(secret, keys),
        },
      });
      await pushAccount(system, await encodeSpaceAccount({ spaceId, keys, operatorSeed, revocations: [] }));
      await ensureChannelsStream(await connections.get(spaceId));
      bus.publish("spaces.changed", { spaceId });
      return { spaceId, keys };
    },
    async close() {
      await connections.close();
      await bus.close();
      await system.close();
      await db.$disconnect();
      await dropDatabase(adminUrl, database);
    },
  };
}

function serversOfTheRun(): WorldServers {
  return {
    natsUrl: inject("natsUrl"),
    natsWsUrl: inject("natsWebsocketUrl"),
    operatorSeedFile: inject("operatorSeedFile"),
    systemCredsFile: inject("systemCredsFile"),
  };
}
