import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { createMigration } from "@/server/db";
import { freePort, startPostgres } from "@/server/embedded";

// `npm run migration -- NAME`: writes the migration from what prisma/migrations make to what prisma/schema.prisma says.
const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  process.stderr.write("Give the migration a name of lower-case words, such as: npm run migration -- add_blocks\n");
  process.exit(1);
}
const folder = await mkdtemp(join(tmpdir(), "parley-migration-"));
const postgres = await startPostgres({
  dataFolder: join(folder, "postgres"),
  port: await freePort(),
  password: "migration",
});
try {
  const made = await createMigration(postgres.adminUrl, "prisma", name);
  process.stdout.write(made ? `Wrote ${relative(process.cwd(), made)}.\n` : "The schema has not changed.\n");
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
