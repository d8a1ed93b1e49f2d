import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { AppError } from "@/server/kernel";
import { endChild } from "../child-process";

import { type PostgresBinaries, postgresBinaries, postgresUser } from "./binaries";
import { reachablePlace } from "./reachable";

export interface EmbeddedPostgres {
  /** Address of the `postgres` database, for administration. */
  adminUrl: string;
  /** Address of a database by name. */
  urlOf(database: string): string;
  pid: number;
  exited: Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataFolder: string;
  port: number;
  password: string;
  /** Further `-c` settings, such as `fsync=off` for tests. */
  settings?: Record<string, string>;
  onLog?: (line: string) => void;
}

const startTimeoutMs = 60_000;
const stopGraceMs = 20_000;
const readyLine = "database system is ready to accept connections";

/** Starts a Postgres on 127.0.0.1, with a new cluster when the folder has none. Throws one clear sentence when it cannot. */
export async function startPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const owner = postgresUser();
  const asked = { dataFolder: resolve(options.dataFolder), binaries: await postgresBinaries() };
  const { dataFolder: folder, binaries } = owner ? await reachablePlace(asked) : asked;
  if (!existsSync(join(folder, "PG_VERSION"))) await createCluster(binaries, owner, folder, options.password);
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    // Nothing reads it: it names, on the command line, the folder the server belongs to.
    "parley.home": asked.dataFolder,
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // A process group of its own: Ctrl+C reaches the supervisor alone, which stops things in order.
  const child = spawn(binaries.postgres, ["-D", folder, "-p", String(options.port), ...flags], {
    ...owner,
    cwd: folder,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  await waitUntilReady(child, options);
  const urlOf = (database: string) =>
    `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`;
  return {
    adminUrl: urlOf("postgres"),
    urlOf,
    pid: child.pid ?? 0,
    exited: new Promise((done) => child.once("exit", () => done())),
    stop: () => endChild(child, "SIGINT", stopGraceMs),
  };
}

async function createCluster(
  binaries: PostgresBinaries,
  owner: { uid: number; gid: number } | undefined,
  folder: string,
  password: string,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const passwordFolder = await mkdtemp(join(tmpdir(), "parley-initdb-"));
  const passwordFile = join(passwordFolder, randomBytes(6).toString("hex"));
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (owner) {
    for (const path of [folder, passwordFolder, passwordFile]) await chown(path, owner.uid, owner.gid);
    await chmod(folder, 0o700);
  }
  try {
    const { code, output } = await run(
      binaries.initdb,
      [
        `--pgdata=${folder}`,
        "--username=postgres",
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
        "--encoding=UTF8",
        "--locale=C",
      ],
      owner,
    );
    if (code !== 0) {
      await rm(folder, { recursive: true, force: true });
      throw new AppError("PRECONDITION_FAILED", `The database could not be made in ${folder}: ${lastLine(output)}`, {
        reason: "initdb_failed",
        detail: { output },
      });
    }
  } finally {
    await rm(passwordFolder, { recursive: true, force: true });
  }
}

function run(
  command: string,
  args: string[],
  owner: { uid: number; gid: number } | undefined,
): Promise<{ code: number | null; output: string }> {
  return new Promise((done, reject) => {
    const child = spawn(command, args, { ...owner, cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => done({ code, output }));
  });
}

function waitUntilReady(child: ChildProcess, options: EmbeddedPostgresOptions): Promise<void> {
  return new Promise((done, reject) => {
    let output = "";
    const timer = setTimeout(() => fail("it did not become ready in time"), startTimeoutMs);
    const fail = (why: string) => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      reject(
        new AppError("PRECONDITION_FAILED", `The database in ${options.dataFolder} does not start: ${why}`, {
          reason: "postgres_failed",
          detail: { output },
        }),
      );
    };
    child.once("error", (error) => fail(error.message));
    child.once("exit", () => fail(faultOf(output)));
    child.stderr?.on("data", (chunk: Buffer) => {
      const text = chunk.toString();
      if (output.length < 20_000) output += text;
      options.onLog?.(text);
      if (text.includes(readyLine)) {
        clearTimeout(timer);
        child.removeAllListeners("exit");
        done();
      }
    });
  });
}

function faultOf(output: string): string {
  const fault = output.split("\n").find((line) => /FATAL|PANIC/.test(line));
  return fault ? fault.replace(/^.*(FATAL|PANIC): */, "") : lastLine(output) || "it ended without a word";
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "";
}
