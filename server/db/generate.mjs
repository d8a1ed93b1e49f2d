// Generates the Prisma client when the schema is newer than the last one made. The schema engine is not needed for that,
// but the CLI insists on one being there, so it is pointed at any executable.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const schema = `${root}prisma/schema.prisma`;
const client = `${root}server/db/generated/client.ts`;

if (!existsSync(client) || statSync(client).mtimeMs < statSync(schema).mtimeMs) {
  const result = spawnSync(process.execPath, [`${root}node_modules/prisma/build/index.js`, "generate"], {
    cwd: root,
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    encoding: "utf8",
  });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}${result.stderr}\n`);
    process.exit(result.status ?? 1);
  }
}
