import { chmod, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

const searchableByOthers = 0o001;

/**
 * Opens the folder directly above, which is ours, so that another user can pass through it. Returns the first folder
 * further up that is closed to others: those are somebody else's and stay as they are.
 */
export async function openPathTo(folder: string): Promise<string | undefined> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true, mode: 0o711 });
  const { mode } = await stat(parent);
  if (!(mode & searchableByOthers)) await chmod(parent, mode | 0o011);
  return closedFolderAbove(parent);
}

/** The first folder above a path that other users cannot pass through, if there is one. */
export async function closedFolderAbove(path: string): Promise<string | undefined> {
  for (let above = dirname(path); above !== dirname(above); above = dirname(above)) {
    if (!((await stat(above)).mode & searchableByOthers)) return above;
  }
  return undefined;
}
