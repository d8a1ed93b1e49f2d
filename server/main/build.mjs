// Bundles the server processes into dist/ and builds the console, when the sources are not the ones last built.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const root = fileURLToPath(new URL("../../", import.meta.url));
const serverSources = ["server", "sdk", "demo", "prisma/schema.prisma", "package-lock.json", "tsconfig.json"];
const consoleSources = [
  ...serverSources,
  "app",
  "components",
  "public",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
];
const entryPoints = {
  supervisor: "server/main/supervisor/main.ts",
  services: "server/main/services.ts",
  console: "server/main/console.ts",
  demo: "demo/main.ts",
};

/** A hash over the contents of files and folders, tests and generated code left out. */
async function fingerprint(paths) {
  const hash = createHash("sha256");
  const visit = async (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (/(\.test\.tsx?|\.spec\.ts)$|^server\/(db\/generated|testing)$/.test(path)) return;
    const entries = await readdir(full, { withFileTypes: true }).catch(() => undefined);
    if (!entries) {
      hash
        .update(path)
        .update("\0")
        .update(await readFile(full));
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) await visit(`${path}/${entry.name}`);
  };
  for (const path of paths) await visit(path);
  return hash.digest("hex");
}

async function isFresh(stamp, mark, outputs) {
  if (outputs.some((path) => !existsSync(join(root, path)))) return false;
  return (await readFile(join(root, stamp), "utf8").catch(() => "")) === mark;
}

async function bundleServers() {
  const { build } = await import("esbuild");
  await rm(join(root, "dist"), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: "dist",
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
}

function buildConsole() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The console does not build:\n${output}`));
    });
  });
}

/** Puts beside each script and style sheet what it is in Brotli, a seventh smaller than what a server makes of it on the way. */
async function compressConsole() {
  const folder = join(root, ".next/static");
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|css)$/.test(name));
  const compress = async (name) => {
    const content = await readFile(join(folder, name));
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(content, { params }));
  };
  await Promise.all(names.map(compress));
}

/** Builds what is stale. `step(text, work)` shows a line while it runs. */
export async function buildIfStale(step) {
  const serverMark = await fingerprint(serverSources);
  if (!(await isFresh("dist/.built", serverMark, ["dist/supervisor.js", "dist/services.js"]))) {
    await step("Bundling the services", bundleServers);
    await mkdir(join(root, "dist"), { recursive: true });
    await writeFile(join(root, "dist/.built"), serverMark);
  }
  const consoleMark = await fingerprint(consoleSources);
  if (!(await isFresh(".next/.built", consoleMark, [".next/BUILD_ID"]))) {
    await step("Building the console (a minute or so)", async () => {
      await buildConsole();
      await compressConsole();
    });
    await writeFile(join(root, ".next/.built"), consoleMark);
  }
}
