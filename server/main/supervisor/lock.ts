import { rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { AppError } from "@/server/kernel";
import type { Home } from "./home";

/**
 * One start at a time for each folder: a listening local socket, which the system takes away with the process, so there
 * is no stale lock to guess about. Throws one sentence when another start holds it.
 */
export async function takeLock(home: Home, consoleUrl: string): Promise<{ release(): Promise<void> }> {
  const server = createServer((socket) => socket.end(JSON.stringify({ pid: process.pid, consoleUrl })));
  if (!(await listen(server, home.socket))) {
    const holder = await askHolder(home.socket);
    if (holder) {
      throw new AppError(
        "CONFLICT",
        `Parley is already running from ${home.folder} (process ${holder.pid}) at ${holder.consoleUrl}. Stop that one first.`,
      );
    }
    await rm(home.socket, { force: true });
    if (!(await listen(server, home.socket)))
      throw new AppError("CONFLICT", `Another start of ${home.folder} is under way.`);
  }
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error));
    server.once("error", failed);
    server.listen(path, () => {
      server.off("error", failed);
      resolve(true);
    });
  });
}

/** A suspended holder takes the connection and says nothing. */
const answerMs = 2_000;

interface Holder {
  pid: number | string;
  consoleUrl: string;
}

function askHolder(path: string): Promise<Holder | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let text = "";
    socket.setTimeout(answerMs, () => {
      socket.destroy();
      resolve(holderOf(text));
    });
    socket.on("data", (chunk) => {
      text += chunk.toString();
    });
    socket.once("error", () => resolve(undefined));
    socket.once("end", () => resolve(holderOf(text)));
  });
}

function holderOf(text: string): Holder {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return { pid: "unknown", consoleUrl: "an unknown address" };
  }
}
