import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { BenchWorld } from "../world";

const root = fileURLToPath(new URL("../../", import.meta.url));
const bundle = `${root}.cache/bench/fanout.mjs`;
const stopTimeoutMs = 15_000;

/** Bundles Fanout as production does and runs it alone in a process. The returned function stops it. */
export async function startFanoutProcess(world: BenchWorld): Promise<() => Promise<void>> {
  await build({
    entryPoints: [`${root}bench/delivery/fanout-process.ts`],
    outfile: bundle,
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  const child = fork(bundle, {
    cwd: root,
    // Node options given to the benchmark, such as --cpu-prof, are for Fanout.
    execArgv: process.argv.slice(2),
    env: {
      LOG_LEVEL: "warn",
      ...process.env,
      DATABASE_URL: world.databaseUrl,
      NATS_URL: world.natsUrl,
      PARLEY_SECRET: world.secret,
    },
  });
  const [first] = await Promise.race([once(child, "message"), once(child, "exit")]);
  if (first !== "ready") throw new Error("the Fanout process ended before it was ready");
  return () => stop(child);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  const timer = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
  if (child.connected) child.send("stop");
  await gone;
  clearTimeout(timer);
}
