import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "@/server/db";
import { ensureDatabase, findNatsServer, freePort, startNats, startPostgres } from "@/server/embedded";

declare module "vitest" {
  export interface ProvidedContext {
    postgresAdminUrl: string;
    templateDatabase: string;
    natsUrl: string;
    natsWebsocketUrl: string;
    operatorSeedFile: string;
    systemCredsFile: string;
  }
}

const templateDatabase = "parley_template";
// A test's database need not survive a power cut.
const fastSettings = { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: "200" };

/** One Postgres with a migrated template database and one nats-server for the whole run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "parley-test-"));
  await chmod(folder, 0o711);
  const postgres = await startPostgres({
    dataFolder: join(folder, "postgres"),
    port: await freePort(),
    password: "test",
    settings: fastSettings,
  });
  await ensureDatabase(postgres.adminUrl, templateDatabase);
  await applyMigrations(postgres.urlOf(templateDatabase), "prisma");
  const nats = await startNats({
    binary: await findNatsServer({ configured: process.env["NATS_SERVER_BIN"] }),
    dataFolder: join(folder, "nats"),
    port: await freePort(),
    websocketPort: await freePort(),
  });
  project.provide("postgresAdminUrl", postgres.adminUrl);
  project.provide("templateDatabase", templateDatabase);
  project.provide("natsUrl", nats.url);
  project.provide("natsWebsocketUrl", nats.websocketUrl);
  project.provide("operatorSeedFile", nats.keys.operatorSeedFile);
  project.provide("systemCredsFile", nats.keys.systemCredsFile);
  return async () => {
    await nats.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
