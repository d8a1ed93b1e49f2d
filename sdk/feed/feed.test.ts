import type { Msg } from "@nats-io/nats-core";
import { expect, it, vi } from "vitest";
import type { DeliveredMessage, HistoryPage } from "../protocol";
import { throwUncaught } from "../uncaught";
import { Feed, type FeedWorld, type Watcher } from "./feed";

vi.mock("../uncaught", () => ({ throwUncaught: vi.fn() }));

/** A place with one stored message, whose subscription is in place at once. */
function worldWith(message: DeliveredMessage & { sequence: number; storedAt: string }): FeedWorld {
  return {
    async read({ after = 0 }): Promise<HistoryPage> {
      const messages = message.sequence > after ? [message] : [];
      return { messages, from: after, through: message.sequence, hasOlder: false, hasNewer: false };
    },
    watch(_place, watcher: Watcher) {
      queueMicrotask(() => watcher.onSubscribed());
      return () => {};
    },
  };
}

it("goes on when the listener of its status fails", async () => {
  const place = { channel: "lab" };
  const envelope = { id: "a", type: "text", source: "ann", timestamp: "", payload: { text: "hello" } };
  const failure = new Error("the page is gone");
  const given: string[] = [];
  const feed = new Feed(worldWith({ place, envelope, sequence: 1, storedAt: "" }), place, {
    from: 0,
    onMessages: (batch) => void given.push(...batch.map((message) => message.envelope.id)),
    onStatus: () => {
      throw failure;
    },
  });
  await vi.waitFor(() => expect(feed.status).toEqual({ kind: "live" }));
  expect(given).toEqual(["a"]);
  expect(throwUncaught).toHaveBeenCalledWith(failure);
  feed.close();
});

it("tells of pieces of streams beside the order, once each, and of nothing else in them", async () => {
  const place = { channel: "lab" };
  const envelope = { id: "a", type: "text", source: "ann", timestamp: "", payload: { text: "hello" } };
  const piece = { ...envelope, id: "p", type: "stream.delta", correlationId: "s" };
  const world = worldWith({ place, envelope, sequence: 1, storedAt: "" });
  const watchers: Watcher[] = [];
  const given: string[] = [];
  const pieces: string[] = [];
  const feed = new Feed(
    {
      ...world,
      watch(at, watcher) {
        watchers.push(watcher);
        return world.watch(at, watcher);
      },
    },
    place,
    {
      from: 0,
      onMessages: (batch) => void given.push(...batch.map((message) => message.envelope.id)),
      onDelta: (message) => void pieces.push(message.envelope.id),
    },
  );
  await vi.waitFor(() => expect(feed.status).toEqual({ kind: "live" }));
  const live = { json: () => piece, data: new Uint8Array() } as unknown as Msg;
  for (const watcher of watchers) {
    watcher.onMessage(live);
    watcher.onMessage(live);
  }
  expect(pieces).toEqual(["p"]);
  expect(given).toEqual(["a"]);
  expect(feed.status).toEqual({ kind: "live" });
  expect(feed.through).toBe(1);
  feed.close();
});
