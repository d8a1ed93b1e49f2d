import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyMigrations, createDb, type Db } from "@/server/db";
import { ensureDatabase, findNatsServer, freePort, startNats, startPostgres } from "@/server/embedded";
import { env, logger } from "@/server/kernel";
import {
  accountPublicKey,
  connectSystem,
  createSpaceConnections,
  createSpaceKeys,
  encodeSpaceAccount,
  ensureChannelsStream,
  ensurePlatformAccount,
  pushAccount,
  type SpaceConnections,
  type SpaceKeys,
  sealSpaceKeys,
} from "@/server/nats";

/** Servers of the benchmark's own, in a temporary folder, with one space. */
export interface BenchWorld {
  db: Db;
  databaseUrl: string;
  natsUrl: string;
  natsWsUrl: string;
  secret: string;
  spaceId: string;
  keys: SpaceKeys;
  connections: SpaceConnections;
  /** Stops everything and removes the folder. */
  close(): Promise<void>;
}

const database = "bench";
const spaceId = "bench";

export async function startBenchWorld(): Promise<BenchWorld> {
  const folder = await mkdtemp(join(tmpdir(), "parley-bench-"));
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const postgres = await startPostgres({
      dataFolder: join(folder, "postgres"),
      port: await freePort(),
      password: "bench",
    });
    closers.push(postgres.stop);
    await ensureDatabase(postgres.adminUrl, database);
    const databaseUrl = postgres.urlOf(database);
    await applyMigrations(databaseUrl, "prisma");
    const nats = await startNats({
      binary: await findNatsServer({ configured: env.NATS_SERVER_BIN }),
      dataFolder: join(folder, "nats"),
      port: await freePort(),
      websocketPort: await freePort(),
    });
    closers.push(() => nats.stop());
    const db = createDb(databaseUrl);
    closers.push(() => db.$disconnect());
    const secret = randomBytes(32).toString("hex");
    const connections = createSpaceConnections({ db, secret, natsUrl: nats.url, name: "bench", log: logger });
    closers.push(() => connections.close());
    const servers = { natsUrl: nats.url, operatorSeed: (await readFile(nats.keys.operatorSeedFile, "utf8")).trim() };
    const keys = await createSpace({ db, secret, connections, credsFile: nats.keys.systemCredsFile, ...servers });
    return {
      db,
      databaseUrl,
      natsUrl: nats.url,
      natsWsUrl: nats.websocketUrl,
      secret,
      spaceId,
      keys,
      connections,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function createSpace(options: {
  db: Db;
  secret: string;
  connections: SpaceConnections;
  natsUrl: string;
  credsFile: string;
  operatorSeed: string;
}): Promise<SpaceKeys> {
  const { db, secret, operatorSeed } = options;
  const keys = createSpaceKeys();
  const system = await connectSystem({ natsUrl: options.natsUrl, credsFile: options.credsFile, log: logger });
  try {
    await ensurePlatformAccount({ db, secret, operatorSeed, system });
    await db.space.create({
      data: {
        id: spaceId,
        displayName: "Benchmark",
        accountPublicKey: accountPublicKey(keys),
        sealedKeys: sealSpaceKeys(secret, keys),
      },
    });
    await pushAccount(system, await encodeSpaceAccount({ spaceId, keys, operatorSeed, revocations: [] }));
  } finally {
    await system.close();
  }
  await ensureChannelsStream(await options.connections.get(spaceId));
  return keys;
}
