// What a checkout needs before any of its TypeScript can run: a Node that is new enough, the dependencies of the lock
// file, the generated database client. Plain JavaScript without dependencies, because there are none yet.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const [majorMin, minorMin] = [20, 19];
const isTerminal = process.stdout.isTTY === true;
const colour = isTerminal && !process.env.NO_COLOR;
const green = colour ? "\u001b[32m" : "";
const red = colour ? "\u001b[31m" : "";
const dim = colour ? "\u001b[2m" : "";
const plain = colour ? "\u001b[0m" : "";
const failureLinesMax = 30;
const frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

/** Shows `text` with a moving mark while `work` runs, then with its time. */
export async function step(text, work) {
  const start = Date.now();
  const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  let frame = 0;
  const draw = () =>
    process.stdout.write(`\r\u001b[2K  ${frames[frame++ % frames.length]} ${text} ${dim}${seconds()}${plain}`);
  const timer = isTerminal ? setInterval(draw, 100) : undefined;
  if (!isTerminal) process.stdout.write(`  … ${text}\n`);
  try {
    const result = await work();
    clearInterval(timer);
    process.stdout.write(`${isTerminal ? "\r\u001b[2K" : ""}  ${green}✓${plain} ${text} ${dim}${seconds()}${plain}\n`);
    return result;
  } catch (error) {
    clearInterval(timer);
    process.stdout.write(`${isTerminal ? "\r\u001b[2K" : ""}  ${red}✗${plain} ${text}\n`);
    throw error;
  }
}

/** Runs a command without showing its output unless it fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(output);
      else
        reject(
          new Error(
            `${command} ${args.join(" ")} failed:\n${output.trim().split("\n").slice(0, failureLinesMax).join("\n")}`,
          ),
        );
    });
  });
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > majorMin || (major === majorMin && minor >= minorMin)) return;
  throw new Error(`Parley needs Node ${majorMin}.${minorMin} or newer; this is ${process.versions.node}.`);
}

/** Installs what package-lock.json says, when node_modules is not already that. */
export async function installDependencies() {
  const lock = createHash("sha256")
    .update(await readFile(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules/.installed");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === lock) return;
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : [process.platform === "win32" ? "npm.cmd" : "npm", []];
  // No engine is fetched: migrations run through the WebAssembly build that is among the dependencies.
  const env = {
    ...process.env,
    NODE_ENV: "",
    PRISMA_SKIP_POSTINSTALL_GENERATE: "1",
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  };
  await step("Installing dependencies (a minute or so)", () =>
    run(command, [...args, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], { env }),
  );
  await writeFile(stamp, lock);
}

/** Everything up to where TypeScript can run. */
export async function prepare() {
  checkNode();
  await installDependencies();
  await run(process.execPath, [join(root, "server/db/generate.mjs")]);
}
