import type { Place, ReadableChannel } from "@/sdk/protocol";

/** What a credential opens, to be asked quickly. */
export class ReadablePlaces {
  readonly #channels: ReadonlyMap<string, ReadableChannel>;

  constructor(channels: readonly ReadableChannel[]) {
    this.#channels = new Map(channels.map((channel) => [channel.name, channel]));
  }

  /** How many channels, those of which only private threads are open included. */
  get size(): number {
    return this.#channels.size;
  }

  canRead({ channel, thread, isPrivate }: Place): boolean {
    const opened = this.#channels.get(channel);
    if (!opened) return false;
    return isPrivate ? thread !== undefined && opened.privateThreads.includes(thread) : opened.canRead !== false;
  }

  /** Channels of these that the others lack, by name. */
  beyond(others: ReadablePlaces): string[] {
    return [...this.#channels.keys()].filter((name) => !others.#channels.has(name)).sort();
  }
}
