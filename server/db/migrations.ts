import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import { withSchemaEngine } from "./schema-engine";

const filters = { externalTables: [], externalEnums: [] };

/** Applies what is missing of `prisma/migrations`, in Prisma's own format and book-keeping. Returns the names applied. */
export async function applyMigrations(databaseUrl: string, prismaFolder: string): Promise<string[]> {
  const migrationsList = await readMigrations(prismaFolder);
  return withSchemaEngine(databaseUrl, join(prismaFolder, "schema.prisma"), async (engine) => {
    const result = await engine.applyMigrations({ migrationsList, filters });
    return result.appliedMigrationNames;
  });
}

const snapshotName = "schema.prisma";

/**
 * Writes the migration from the schema that the last one was made for to `schema.prisma`, and a snapshot of the schema
 * beside it, to start from the next time. The engine insists on a live database, whichever. Returns its folder, or undefined when nothing changed.
 */
export async function createMigration(
  databaseUrl: string,
  prismaFolder: string,
  name: string,
): Promise<string | undefined> {
  const path = join(prismaFolder, snapshotName);
  const content = await readFile(path, "utf8");
  const last = (await migrationNames(prismaFolder)).at(-1);
  const before = last && (await readFile(join(prismaFolder, "migrations", last, snapshotName), "utf8"));
  const { stdout, exitCode } = await withSchemaEngine(databaseUrl, path, (engine) =>
    engine.diff({
      from: before ? { tag: "schemaDatamodel", files: [{ path, content: before }] } : { tag: "empty" },
      to: { tag: "schemaDatamodel", files: [{ path, content }] },
      script: true,
      exitCode: true,
      filters,
    }),
  );
  if (exitCode === 0 || !stdout) return undefined;
  const stamp = new Date().toISOString().replace(/[-:T]/g, "").slice(0, 14);
  const folder = join(prismaFolder, "migrations", `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "migration.sql"), stdout);
  await writeFile(join(folder, snapshotName), content);
  return folder;
}

async function migrationNames(prismaFolder: string): Promise<string[]> {
  const entries = await readdir(join(prismaFolder, "migrations"), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function readMigrations(prismaFolder: string): Promise<MigrationList> {
  const baseDir = resolve(prismaFolder, "migrations");
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: await readFile(join(baseDir, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      (await migrationNames(prismaFolder)).map(async (path) => ({
        path,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: await readFile(join(baseDir, path, "migration.sql"), "utf8") },
        },
      })),
    ),
  };
}
