import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/server/embedded";

/** A whole Parley of the tests' own: its ports, its data, started as `npm start` starts it. */
export interface Installation {
  home: string;
  consoleUrl: string;
  gatewayUrl: string;
  adminPassword: string;
  /** What the terminal showed. */
  output(): string;
  stop(options?: { keepData?: boolean }): Promise<void>;
}

/** What tests in other processes need to know of it. */
export type InstallationFacts = Pick<Installation, "home" | "consoleUrl" | "gatewayUrl" | "adminPassword">;

const startTimeoutMs = 120_000;

export async function startInstallation(
  options: { demo?: boolean; env?: Record<string, string> } = {},
): Promise<Installation> {
  const home = await mkdtemp(join(tmpdir(), "parley-e2e-"));
  const ports = await freePorts();
  const { DATABASE_URL, NATS_URL, KUBECONFIG, ...inherited } = process.env;
  const child = spawn(process.execPath, ["dist/supervisor.js", ...(options.demo ? [] : ["--no-demo"])], {
    env: {
      ...inherited,
      PARLEY_HOME: home,
      ...ports,
      NO_COLOR: "1",
      ...options.env,
    },
    // The channel's end tells the supervisor that the test run is gone.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  try {
    await untilReady(child, () => output);
  } catch (error) {
    await showLogs(home);
    await end(child);
    throw error;
  }
  return {
    home,
    consoleUrl: `http://127.0.0.1:${ports.CONSOLE_PORT}`,
    gatewayUrl: `http://127.0.0.1:${ports.GATEWAY_PORT}`,
    adminPassword: /password\s+(\S+)/.exec(output)?.[1] ?? "",
    output: () => output,
    async stop({ keepData = false } = {}) {
      await end(child);
      if (!keepData) await rm(home, { recursive: true, force: true });
    },
  };
}

const portNames = [
  "CONSOLE_PORT",
  "GATEWAY_PORT",
  "NATS_PORT",
  "NATS_WS_PORT",
  "POSTGRES_PORT",
  "KUBERNETES_PORT",
] as const;

/** Settings that put every server of an installation on a port of its own. */
export async function freePorts(): Promise<Record<(typeof portNames)[number], string>> {
  const entries = await Promise.all(portNames.map(async (name) => [name, String(await freePort())] as const));
  return Object.fromEntries(entries) as Record<(typeof portNames)[number], string>;
}

function untilReady(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Parley was not ready in time:\n${output()}`)), startTimeoutMs);
    child.stdout?.on("data", () => {
      if (!output().includes("Ctrl+C stops everything")) return;
      clearTimeout(timer);
      resolve();
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`Parley ended with ${code}:\n${output()}`));
    });
  });
}

async function showLogs(home: string): Promise<void> {
  for (const name of ["services", "console", "demo"]) {
    const text = await readFile(join(home, `${name}.log`), "utf8").catch(() => "");
    if (text) process.stderr.write(`--- ${name}.log\n${text.slice(-4_000)}\n`);
  }
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
