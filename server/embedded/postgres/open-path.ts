import { chmod, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "@/server/kernel";

const searchableByOthers = 0o001;

/**
 * Makes sure that the system's `postgres` user can reach a folder of root's. The folder directly above is ours and is
 * opened for passing through; folders further up are somebody else's and are only named.
 */
export async function openPathTo(folder: string): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true, mode: 0o711 });
  const { mode } = await stat(parent);
  if (!(mode & searchableByOthers)) await chmod(parent, mode | 0o011);
  for (let above = dirname(parent); above !== dirname(above); above = dirname(above)) {
    if ((await stat(above)).mode & searchableByOthers) continue;
    throw new AppError(
      "PRECONDITION_FAILED",
      `Postgres does not run as root, and its own user cannot enter ${above}. Start Parley as an ordinary user, move it out of ${above}, set PARLEY_HOME to a folder elsewhere, or set DATABASE_URL.`,
      { reason: "closed_folder" },
    );
  }
}
