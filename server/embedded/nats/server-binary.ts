import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, chmod, constants, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { AppError } from "@/server/kernel";
import { installFromApt } from "./apt";

const run = promisify(execFile);
const versionMin = [2, 11] as const;
const release = "2.15.1";
const executable = process.platform === "win32" ? "nats-server.exe" : "nats-server";
const downloadTimeoutMs = 120_000;

interface FindOptions {
  /** `NATS_SERVER_BIN`: taken as it is, or refused with a reason. */
  configured?: string;
  /** Told what is being tried, for the terminal. */
  onStep?: (text: string) => void;
}

/**
 * A nats-server of 2.11 or newer: the configured one, one on PATH, the cached one, the official release (checked against
 * its checksums), or the system's package manager's. Throws one sentence that says what to do.
 */
export async function findNatsServer(options: FindOptions = {}): Promise<string> {
  const { configured, onStep = () => {} } = options;
  if (configured) {
    if (await isUsable(configured)) return configured;
    throw new AppError(
      "PRECONDITION_FAILED",
      `NATS_SERVER_BIN is ${configured}, which is not a nats-server >= ${versionMin.join(".")}.`,
    );
  }
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const path = join(folder, executable);
    if (folder && (await isUsable(path))) return path;
  }
  const cached = join(cacheFolder(), executable);
  if (await isUsable(cached)) return cached;
  await mkdir(cacheFolder(), { recursive: true });
  const failures: string[] = [];
  for (const [name, install] of [
    ["the official release", downloadRelease],
    ["the system's packages", installFromApt],
  ] as const) {
    onStep(`Getting nats-server from ${name}`);
    const folder = await mkdtemp(join(tmpdir(), "parley-nats-"));
    try {
      const found = await install(folder);
      await writeFile(`${cached}.new`, await readFile(found));
      await chmod(`${cached}.new`, 0o755);
      await rename(`${cached}.new`, cached);
      if (await isUsable(cached)) return cached;
      failures.push(`${name}: it is older than ${versionMin.join(".")}`);
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new AppError(
    "PRECONDITION_FAILED",
    `No nats-server >= ${versionMin.join(".")} was found (${failures.join("; ")}). Install one (https://nats.io/download) on PATH, or set NATS_SERVER_BIN, or NATS_URL to a server of yours.`,
    { reason: "no_nats_server" },
  );
}

function cacheFolder(): string {
  return join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "parley");
}

async function isUsable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    const { stdout } = await run(path, ["--version"]);
    const [major = 0, minor = 0] = (/v(\d+)\.(\d+)/.exec(stdout) ?? []).slice(1).map(Number);
    return major > versionMin[0] || (major === versionMin[0] && minor >= versionMin[1]);
  } catch {
    return false;
  }
}

async function downloadRelease(folder: string): Promise<string> {
  const system = { linux: "linux", darwin: "darwin", win32: "windows", freebsd: "freebsd" }[process.platform as string];
  const machine = { x64: "amd64", arm64: "arm64", arm: "arm7", ia32: "386" }[process.arch as string];
  if (!system || !machine) throw new Error(`there is none for ${process.platform} ${process.arch}`);
  const name = `nats-server-v${release}-${system}-${machine}.${system === "windows" ? "zip" : "tar.gz"}`;
  const base = `https://github.com/nats-io/nats-server/releases/download/v${release}`;
  const sums = new TextDecoder().decode(await download(`${base}/SHA256SUMS`));
  const archive = await download(`${base}/${name}`);
  const expected = sums
    .split("\n")
    .find((line) => line.trim().endsWith(name))
    ?.split(/\s+/)[0];
  const actual = createHash("sha256").update(archive).digest("hex");
  if (expected !== actual) throw new Error("its checksum is wrong");
  await writeFile(join(folder, name), archive);
  await run("tar", ["-xf", name], { cwd: folder });
  const unpacked = (await readdir(folder)).find(
    (entry) => entry.startsWith("nats-server-v") && !entry.includes(".tar") && !entry.endsWith(".zip"),
  );
  if (!unpacked) throw new Error("the archive is not what it should be");
  return join(folder, unpacked, executable);
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(downloadTimeoutMs) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
