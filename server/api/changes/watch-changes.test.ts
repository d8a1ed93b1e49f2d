import { expect, test } from "vitest";
import type { Bus, BusEvents, BusTopic } from "@/server/kernel";
import { watchChanges } from "./watch-changes";

/** Delivers within the process what is published. */
function localBus() {
  const handlers = new Map<BusTopic, Set<(event: never) => void>>();
  let gap = () => {};
  const bus: Bus = {
    publish: (topic, event) => {
      for (const handler of handlers.get(topic) ?? []) handler(event as never);
    },
    subscribe: (topic, handler) => {
      const of = handlers.get(topic) ?? new Set();
      handlers.set(topic, of.add(handler as (event: never) => void));
      return () => of.delete(handler as (event: never) => void);
    },
    onGap: (handler) => {
      gap = handler;
      return () => {};
    },
    close: async () => {},
  };
  const listeners = () => [...handlers.values()].reduce((sum, of) => sum + of.size, 0);
  return { bus, gap: () => gap(), listeners };
}

const policy = (spaceId: string): BusEvents["policy.changed"] => ({ spaceId, revision: "1" });

test("a watch begins with a resync and then tells what changed in its own space only", async () => {
  const { bus } = localBus();
  const stop = new AbortController();
  const watch = watchChanges(bus, { spaceId: "edge", principal: "ann", signal: stop.signal });
  expect((await watch.next()).value).toEqual({ topic: "resync" });
  const next = watch.next();
  bus.publish("policy.changed", policy("other"));
  bus.publish("presence.changed", { spaceId: "edge", principal: "a", connections: 1 });
  expect((await next).value).toEqual({ topic: "presence.changed" });
  stop.abort();
});

test("many changes of a kind are one event, and none is lost while one is delivered", async () => {
  const { bus, gap } = localBus();
  const stop = new AbortController();
  const watch = watchChanges(bus, { spaceId: "edge", principal: "ann", signal: stop.signal });
  await watch.next();
  for (let count = 0; count < 100; count += 1) bus.publish("policy.changed", policy("edge"));
  gap();
  expect((await watch.next()).value).toEqual({ topic: "policy.changed" });
  bus.publish("policy.changed", policy("edge"));
  expect((await watch.next()).value).toEqual({ topic: "resync" });
  expect((await watch.next()).value).toEqual({ topic: "policy.changed" });
  stop.abort();
});

test("an aborted watch ends and leaves no subscription behind", async () => {
  const { bus, listeners } = localBus();
  const stop = new AbortController();
  const watch = watchChanges(bus, { spaceId: "edge", principal: "ann", signal: stop.signal });
  await watch.next();
  const end = watch.next();
  stop.abort();
  expect((await end).done).toBe(true);
  expect(listeners()).toBe(0);
});

test("what is for somebody is told to them alone", async () => {
  const { bus } = localBus();
  const stop = new AbortController();
  const watch = watchChanges(bus, { spaceId: "edge", principal: "ann", signal: stop.signal });
  await watch.next();
  const next = watch.next();
  bus.publish("attention.changed", { spaceId: "edge", principals: ["bob"] });
  bus.publish("attention.changed", { spaceId: "other", principals: ["ann"] });
  bus.publish("policy.changed", policy("edge"));
  expect((await next).value).toEqual({ topic: "policy.changed" });
  bus.publish("attention.changed", { spaceId: "edge", principals: ["bob", "ann"] });
  expect((await watch.next()).value).toEqual({ topic: "attention.changed" });
  stop.abort();
});

test("new messages are told at once, and again two seconds later when there were more", async () => {
  const { bus } = localBus();
  const stop = new AbortController();
  const watch = watchChanges(bus, { spaceId: "edge", principal: "ann", signal: stop.signal });
  await watch.next();
  const next = watch.next();
  const began = Date.now();
  for (let sequence = 1; sequence <= 100; sequence += 1) bus.publish("messages.stored", { spaceId: "edge", sequence });
  bus.publish("messages.stored", { spaceId: "other", sequence: 1 });
  expect((await next).value).toEqual({ topic: "messages.stored" });
  expect(Date.now() - began).toBeLessThan(1_000);
  expect((await watch.next()).value).toEqual({ topic: "messages.stored" });
  expect(Date.now() - began).toBeGreaterThan(1_900);
  stop.abort();
  expect((await watch.next()).done).toBe(true);
});
