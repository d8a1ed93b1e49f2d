import type { ChannelFeed, FeedOptions, FeedStatus } from "../feed/types";
import type { DeliveredMessage } from "../protocol";
import { throwUncaught } from "../uncaught";
import type { SubscribeOptions, Subscription } from "./types";

type Listener = (message: DeliveredMessage) => void | Promise<void>;

/** A subscription on top of a feed: by listener, or as an async iterator that holds the feed back while its reader is busy. */
export function subscribe(
  openFeed: (options: FeedOptions) => ChannelFeed,
  listener: Listener | undefined,
  { since = "latest", onDelta }: SubscribeOptions,
): Subscription {
  const queue = new MessageQueue();
  let markEnded: (reason: string | undefined) => void = () => {};
  const ended = new Promise<string | undefined>((resolve) => {
    markEnded = resolve;
  });
  const onStatus = (status: FeedStatus) => {
    if (status.kind !== "ended") return;
    queue.end();
    markEnded(status.reason);
  };
  const from = since === "latest" ? undefined : since === "beginning" ? 0 : since;
  const onMessages = listener ? inTurn(listener) : (batch: DeliveredMessage[]) => queue.push(batch);
  const feed = openFeed({ from, onMessages, onDelta, onStatus });
  return {
    ready: feed.ready,
    ended,
    close: () => feed.close(),
    async *[Symbol.asyncIterator]() {
      try {
        yield* queue;
      } finally {
        feed.close();
      }
    },
  };
}

/** Calls the listener message by message, waiting only when it returns a promise. One that fails does not keep the next from coming. */
function inTurn(listener: Listener): (batch: DeliveredMessage[]) => void | Promise<void> {
  const call = (message: DeliveredMessage): void | Promise<void> => {
    try {
      return listener(message)?.catch(throwUncaught);
    } catch (thrown) {
      throwUncaught(thrown);
    }
  };
  const rest = async (batch: DeliveredMessage[], from: number, first: Promise<void>) => {
    await first;
    for (const message of batch.slice(from)) await call(message);
  };
  return (batch) => {
    for (const [index, message] of batch.entries()) {
      const taken = call(message);
      if (taken) return rest(batch, index + 1, taken);
    }
    return undefined;
  };
}

class MessageQueue {
  #messages: DeliveredMessage[] = [];
  #isEnded = false;
  #wake: (() => void) | undefined;
  #drained: (() => void) | undefined;

  /** Resolves when the reader has taken the batch. */
  push(batch: DeliveredMessage[]): Promise<void> {
    this.#messages = batch;
    this.#wake?.();
    return new Promise((resolve) => {
      this.#drained = resolve;
    });
  }

  end(): void {
    this.#isEnded = true;
    this.#wake?.();
    this.#drained?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<DeliveredMessage> {
    while (true) {
      const batch = this.#messages;
      this.#messages = [];
      yield* batch;
      if (batch.length > 0) this.#drained?.();
      if (this.#messages.length > 0) continue;
      if (this.#isEnded) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }
}
