import type { ProfileItem } from "@/server/api";

const batchMs = 30;
const batchMax = 200;
const principalId = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** Asks who principals are: together those that are wanted at about the same time, and each but once unless the asking failed. */
export class SenderLookup {
  readonly #read: (ids: string[]) => Promise<readonly ProfileItem[]>;
  readonly #found: (profiles: readonly ProfileItem[]) => void;
  readonly #asked = new Set<string>();
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    read: (ids: string[]) => Promise<readonly ProfileItem[]>,
    found: (profiles: readonly ProfileItem[]) => void,
  ) {
    this.#read = read;
    this.#found = found;
  }

  readonly ask = (id: string): void => {
    if (this.#asked.has(id) || !principalId.test(id)) return;
    this.#asked.add(id);
    this.#waiting.push(id);
    this.#timer ??= setTimeout(() => void this.#send(), batchMs);
  };

  async #send(): Promise<void> {
    this.#timer = undefined;
    const ids = this.#waiting.splice(0, batchMax);
    if (this.#waiting.length > 0) this.#timer = setTimeout(() => void this.#send(), batchMs);
    try {
      const profiles = await this.#read(ids);
      if (profiles.length > 0) this.#found(profiles);
    } catch {
      // Asked again when somebody shows them anew; until then they stand by their ids.
      for (const id of ids) this.#asked.delete(id);
    }
  }
}
