import { type ChildProcess, fork } from "node:child_process";
import { createWriteStream } from "node:fs";
import { endChild } from "@/server/embedded";
import { AppError } from "@/server/kernel";

export interface ChildOptions {
  name: string;
  script: string;
  args?: string[];
  env: Record<string, string | undefined>;
  logFile: string;
  /** Told when it was started again. */
  onStart: () => void;
  /** Told each time the process ended by itself, before it is started again. */
  onCrash: (name: string, how: string) => void;
}

export interface SupervisedChild {
  name: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

const readyTimeoutMs = 60_000;
const stopGraceMs = 12_000;
const restartWaitMinMs = 250;
const restartWaitMaxMs = 10_000;
const healthyAfterMs = 30_000;
const logTailBytes = 4_000;

/** A Node process that says when it is ready and is started again, ever more slowly, when it ends by itself. */
export async function superviseChild(options: ChildOptions): Promise<SupervisedChild> {
  const log = createWriteStream(options.logFile, { flags: "a", mode: 0o600 });
  let stopping = false;
  let current: ChildProcess;
  let restart: NodeJS.Timeout | undefined;
  let restartWaitMs = restartWaitMinMs;
  let tail = "";

  function launch(): ChildProcess {
    const startedAt = Date.now();
    // A process group of its own: Ctrl+C reaches the supervisor alone, which stops things in order.
    const child = fork(options.script, options.args ?? [], {
      env: options.env as NodeJS.ProcessEnv,
      detached: true,
      silent: true,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        log.write(chunk);
        tail = (tail + chunk.toString()).slice(-logTailBytes);
      });
    }
    child.once("exit", (code, signal) => {
      if (stopping) return;
      options.onCrash(options.name, signal ?? `exit code ${code}`);
      if (Date.now() - startedAt > healthyAfterMs) restartWaitMs = restartWaitMinMs;
      restart = setTimeout(() => {
        current = launch();
        options.onStart();
      }, restartWaitMs);
      restartWaitMs = Math.min(restartWaitMs * 2, restartWaitMaxMs);
    });
    return child;
  }

  async function stop(): Promise<void> {
    stopping = true;
    clearTimeout(restart);
    await endChild(current, "SIGTERM", stopGraceMs);
    log.end();
  }

  current = launch();
  const first = current;
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("it did not become ready in time")), readyTimeoutMs);
      first.once("message", () => {
        clearTimeout(timer);
        resolve();
      });
      first.once("exit", () => {
        clearTimeout(timer);
        reject(new Error(lastFault(tail)));
      });
    });
  } catch (error) {
    await stop();
    throw new AppError(
      "UNAVAILABLE",
      `The ${options.name} process does not start: ${(error as Error).message}. Its log is ${options.logFile}.`,
    );
  }
  return {
    name: options.name,
    get pid() {
      return current.pid;
    },
    stop,
  };
}

function lastFault(text: string): string {
  const lines = text.trim().split("\n");
  return lines.findLast((line) => /error/i.test(line))?.trim() ?? lines.at(-1) ?? "it ended without a word";
}
