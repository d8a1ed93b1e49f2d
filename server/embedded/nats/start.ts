import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AppError } from "@/server/kernel";
import { endChild } from "../child-process";
import { ensureOperatorKeys, type OperatorKeys } from "./operator-keys";

export interface EmbeddedNats {
  url: string;
  websocketUrl: string;
  keys: OperatorKeys;
  pid: number;
  exited: Promise<void>;
  /** SIGTERM unless another signal is asked for; resolves when the server is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface EmbeddedNatsOptions {
  binary: string;
  dataFolder: string;
  port: number;
  websocketPort: number;
  /** Origins that may open a WebSocket; absent: any. */
  allowedOrigins?: string[];
  onLog?: (line: string) => void;
}

const startTimeoutMs = 30_000;
const stopGraceMs = 10_000;

/** Starts a nats-server on 127.0.0.1: operator mode, JetStream, WebSocket. Throws one clear sentence when it cannot. */
export async function startNats(options: EmbeddedNatsOptions): Promise<EmbeddedNats> {
  const folder = resolve(options.dataFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys = await ensureOperatorKeys(join(folder, "keys"));
  const configuration = join(folder, "nats-server.conf");
  await writeFile(configuration, configurationText(options, folder, keys), { mode: 0o600 });
  // A process group of its own: Ctrl+C reaches the supervisor alone, which stops things in order.
  const child = spawn(options.binary, ["--config", configuration], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  await waitUntilReady(child, options);
  return {
    url: `nats://127.0.0.1:${options.port}`,
    websocketUrl: `ws://127.0.0.1:${options.websocketPort}`,
    keys,
    pid: child.pid ?? 0,
    exited: new Promise((done) => child.once("exit", () => done())),
    stop: (signal = "SIGTERM") => endChild(child, signal, stopGraceMs),
  };
}

function configurationText(options: EmbeddedNatsOptions, folder: string, keys: OperatorKeys): string {
  const text = (value: string) => JSON.stringify(value);
  const origins = options.allowedOrigins ? `\n  allowed_origins: ${JSON.stringify(options.allowedOrigins)}` : "";
  return `# Written anew at every start.
server_name: parley
listen: "127.0.0.1:${options.port}"
max_payload: 2MB
max_control_line: 256KB
operator: ${text(keys.operatorJwt)}
system_account: ${text(keys.systemAccount)}
resolver: {
  type: full
  dir: ${text(join(folder, "accounts"))}
  allow_delete: true
  interval: "2m"
}
resolver_preload: { ${keys.systemAccount}: ${text(keys.systemAccountJwt)} }
jetstream: {
  store_dir: ${text(join(folder, "jetstream"))}
}
websocket: {
  listen: "127.0.0.1:${options.websocketPort}"
  no_tls: true
  compression: true${origins}
}
`;
}

function waitUntilReady(child: ChildProcess, options: EmbeddedNatsOptions): Promise<void> {
  return new Promise((done, reject) => {
    let output = "";
    const fail = (why: string) => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      const message = `nats-server does not start on port ${options.port}: ${why}`;
      reject(new AppError("PRECONDITION_FAILED", message, { reason: "nats_failed", detail: { output } }));
    };
    const timer = setTimeout(() => fail("it did not become ready in time"), startTimeoutMs);
    child.once("error", (error) => fail(error.message));
    child.once("exit", () => fail(faultOf(output)));
    child.stderr?.on("data", (chunk: Buffer) => {
      const text = chunk.toString();
      if (output.length < 20_000) output += text;
      options.onLog?.(text);
      if (text.includes("Server is ready")) {
        clearTimeout(timer);
        child.removeAllListeners("exit");
        done();
      }
    });
  });
}

function faultOf(output: string): string {
  const lines = output.trim().split("\n");
  const fault = lines.find((line) => /\[(FTL|ERR)\]/.test(line)) ?? lines.at(-1) ?? "";
  return fault.replace(/^.*\[(FTL|ERR)\] */, "") || "it ended without a word";
}
