import { describe, expect, it } from "vitest";
import type { ChannelFeed, FeedOptions } from "../feed/types";
import type { DeliveredMessage } from "../protocol";
import { subscribe } from "./subscription";
import type { SubscribeOptions, Subscription } from "./types";

const messages = (...texts: string[]): DeliveredMessage[] =>
  texts.map((text, index) => ({
    place: { channel: "lab" },
    sequence: index + 1,
    envelope: { id: text, type: "text", source: "a", timestamp: "", payload: { text } },
  }));

/** A subscription whose feed is driven by hand. */
function driven(listener?: (message: DeliveredMessage) => void | Promise<void>, options: SubscribeOptions = {}) {
  let given: FeedOptions | undefined;
  const feed: ChannelFeed = {
    place: { channel: "lab" },
    ready: Promise.resolve(),
    through: 0,
    status: { kind: "live" },
    close: () => given?.onStatus?.({ kind: "ended", reason: "closed" }),
  };
  const open = (feedOptions: FeedOptions) => {
    given = feedOptions;
    return feed;
  };
  const subscription: Subscription = subscribe(open, listener, options);
  if (!given) throw new Error("no feed was opened");
  return { subscription, feedOptions: given };
}

describe("subscribe", () => {
  it("begins where it is told to", () => {
    expect(driven(() => {}).feedOptions.from).toBeUndefined();
    expect(driven(() => {}, { since: "beginning" }).feedOptions.from).toBe(0);
    expect(driven(() => {}, { since: 7 }).feedOptions.from).toBe(7);
  });

  it("calls a listener in order and waits for its promises, one at a time", async () => {
    const log: string[] = [];
    const { feedOptions } = driven(async ({ envelope }) => {
      log.push(`${envelope.id} begins`);
      await Promise.resolve();
      log.push(`${envelope.id} ends`);
    });
    await feedOptions.onMessages(messages("a", "b"));
    expect(log).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });

  it("stays synchronous for a synchronous listener", () => {
    const seen: string[] = [];
    const { feedOptions } = driven(({ envelope }) => void seen.push(envelope.id));
    expect(feedOptions.onMessages(messages("a", "b"))).toBeUndefined();
    expect(seen).toEqual(["a", "b"]);
  });

  it("holds the feed back until an iterating reader has taken the batch", async () => {
    const { subscription, feedOptions } = driven();
    let isTaken = false;
    const taken = Promise.resolve(feedOptions.onMessages(messages("a", "b"))).then(() => {
      isTaken = true;
    });
    const iterator = subscription[Symbol.asyncIterator]();
    expect((await iterator.next()).value?.envelope.id).toBe("a");
    expect((await iterator.next()).value?.envelope.id).toBe("b");
    expect(isTaken).toBe(false);
    const end = iterator.next();
    await taken;
    subscription.close();
    expect((await end).done).toBe(true);
    await expect(subscription.ended).resolves.toBe("closed");
  });

  it("closes its feed when the reader breaks off", async () => {
    const { subscription, feedOptions } = driven();
    void feedOptions.onMessages(messages("a", "b"));
    for await (const message of subscription) if (message.envelope.id === "a") break;
    await expect(subscription.ended).resolves.toBe("closed");
  });
});
