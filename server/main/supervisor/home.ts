import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { AppError } from "@/server/kernel";

/** The folder of an installation, `.parley/`: everything it keeps, readable by its owner alone. */
export interface Home {
  folder: string;
  path(name: string): string;
  /** A local socket whose name is this folder's, for the lock. */
  socket: string;
}

const freeBytesMin = 300 * 1024 * 1024;

/** The folder exists and its disk has room. Throws one sentence otherwise. */
export async function openHome(folderName: string): Promise<Home> {
  const folder = resolve(folderName);
  try {
    // Searchable but not readable: the embedded database may have to run as another user below it.
    await mkdir(folder, { recursive: true, mode: 0o711 });
    await writeFile(join(folder, ".write-check"), "", { mode: 0o600 });
  } catch (cause) {
    throw new AppError("PRECONDITION_FAILED", `${folder} cannot be written to: ${(cause as Error).message}`, { cause });
  }
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes < freeBytesMin) {
    throw new AppError(
      "PRECONDITION_FAILED",
      `The disk of ${folder} has only ${megabytes(freeBytes)} MB free; Parley needs at least ${megabytes(freeBytesMin)} MB.`,
    );
  }
  const name = `parley-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`;
  const socket = process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
  return { folder, path: (file) => join(folder, file), socket };
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
}

/** Writes a file that only its owner can read, in one step. */
export async function writePrivate(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** The secrets of an installation; made at its first start. */
export interface Secrets {
  secret: string;
  sessionSecret: string;
  databasePassword: string;
  kubernetesToken: string;
}

/** The secrets of the folder. Throws one sentence when the file is damaged: making new ones would lock the data away. */
export async function ensureSecrets(home: Home): Promise<Secrets> {
  const path = home.path("secrets.json");
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) {
    const word = () => randomBytes(32).toString("base64url");
    const made: Secrets = {
      secret: word(),
      sessionSecret: word(),
      databasePassword: word(),
      kubernetesToken: word(),
    };
    await writePrivate(path, `${JSON.stringify(made, null, 2)}\n`);
    return made;
  }
  const names = ["secret", "sessionSecret", "databasePassword", "kubernetesToken"] as const;
  const stored = parse(text);
  if (!stored || names.some((name) => typeof stored[name] !== "string")) {
    throw new AppError(
      "PRECONDITION_FAILED",
      `${path} is damaged. Restore it from a copy, or move ${home.folder} away to begin anew.`,
    );
  }
  return stored as unknown as Secrets;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
