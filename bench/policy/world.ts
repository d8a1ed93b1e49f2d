import pino from "pino";
import { createDb, type Db, type ServiceContext } from "@/server/db";
import { type Bus, systemClock } from "@/server/kernel";
import { print } from "../print";
import { openSeedDatabase } from "../seed/database";
import { createProgress } from "../seed/progress";
import { findSeeded, type Seeded, seed } from "../seed/seed";

/** The seeded space and a context for verbs. */
export interface PolicyWorld {
  db: Db;
  ctx: ServiceContext;
  seeded: Seeded;
  close(): Promise<void>;
}

/** Opens the seeded world; when it is not there, makes it. */
export async function openPolicyWorld(): Promise<PolicyWorld> {
  const database = await openSeedDatabase();
  try {
    print(`In ${database.name}`);
    const seeded = (await findSeeded(database.databaseUrl)) ?? (await seedNow(database.databaseUrl));
    const db = createDb(database.databaseUrl);
    const log = pino({ level: "warn" }, pino.destination(2));
    return {
      db,
      seeded,
      ctx: { actor: { kind: "service", name: "bench" }, db, clock: systemClock, bus: silentBus, log },
      async close() {
        await db.$disconnect();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function seedNow(databaseUrl: string): Promise<Seeded> {
  print("Seeding, which takes some minutes the first time");
  const progress = createProgress();
  return seed(databaseUrl, progress).finally(() => progress.stop());
}

/** Nobody else takes part, so there is nothing to hear. */
const silentBus: Bus = {
  publish: () => undefined,
  subscribe: () => () => undefined,
  onGap: () => () => undefined,
  close: async () => undefined,
};
