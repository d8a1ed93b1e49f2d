import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { applyMigrations } from "@/server/db";
import { ensureDatabase, freePort, startPostgres } from "@/server/embedded";
import { env } from "@/server/kernel";

/** Where the seeded world is kept. */
export interface SeedDatabase {
  databaseUrl: string;
  /** For people: which one it is. */
  name: string;
  close(): Promise<void>;
}

// Written once in bulk and read afterwards; what a power cut takes is seeded again.
const settings = {
  shared_buffers: "1GB",
  maintenance_work_mem: "512MB",
  max_wal_size: "8GB",
  checkpoint_timeout: "30min",
  synchronous_commit: "off",
};

/** The database of DATABASE_URL, or an embedded one of that name made for it in PARLEY_HOME, with the schema of today. */
export async function openSeedDatabase(database = "scale"): Promise<SeedDatabase> {
  if (env.DATABASE_URL) {
    await applyMigrations(env.DATABASE_URL, "prisma");
    return { databaseUrl: env.DATABASE_URL, name: "the database of DATABASE_URL", close: async () => undefined };
  }
  const folder = resolve(env.PARLEY_HOME, database);
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const postgres = await startPostgres({
    dataFolder: join(folder, "postgres"),
    port: await freePort(),
    password: await passwordIn(folder),
    settings,
  });
  try {
    await ensureDatabase(postgres.adminUrl, database);
    const databaseUrl = postgres.urlOf(database);
    await applyMigrations(databaseUrl, "prisma");
    return { databaseUrl, name: `an embedded Postgres in ${folder}`, close: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function passwordIn(folder: string): Promise<string> {
  const path = join(folder, "password");
  if (existsSync(path)) return (await readFile(path, "utf8")).trim();
  const password = randomBytes(18).toString("base64url");
  await writeFile(path, password, { mode: 0o600 });
  return password;
}
