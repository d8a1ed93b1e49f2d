import { createHash } from "node:crypto";
import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PostgresBinaries } from "./binaries";
import { closedFolderAbove, openPathTo } from "./open-path";

const systemFolder = "/var/lib/parley";

interface Place {
  dataFolder: string;
  binaries: PostgresBinaries;
}

/**
 * Where Postgres, which does not run as root, can reach its data and its programs. Root's home is often closed to
 * others: what lies below such a folder has its place under /var/lib/parley instead, named by a hash of its own path.
 */
export async function reachablePlace(given: Place): Promise<Place> {
  const isDataClosed = (await openPathTo(given.dataFolder)) !== undefined;
  const isProgramClosed = (await closedFolderAbove(given.binaries.postgres)) !== undefined;
  if (!isDataClosed && !isProgramClosed) return given;
  await mkdir(systemFolder, { recursive: true, mode: 0o755 });
  return {
    dataFolder: isDataClosed ? join(systemFolder, hashOf(given.dataFolder)) : given.dataFolder,
    binaries: isProgramClosed ? await copyPrograms(given.binaries) : given.binaries,
  };
}

async function copyPrograms(binaries: PostgresBinaries): Promise<PostgresBinaries> {
  const native = dirname(dirname(binaries.postgres));
  const copy = join(systemFolder, `postgres-${hashOf(native)}`);
  await cp(native, copy, { recursive: true, verbatimSymlinks: true, force: false });
  return { initdb: join(copy, "bin", "initdb"), postgres: join(copy, "bin", "postgres") };
}

function hashOf(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 16);
}
