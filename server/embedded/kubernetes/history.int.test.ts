import { afterAll, beforeAll, expect, it } from "vitest";
import type { Clock } from "@/server/kernel";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { keepHouse } from "./housekeeping";
import { eventType } from "./resources/event";
import { loadDefinitions } from "./resources/load-definitions";
import { namespaceType } from "./resources/namespace";
import { createRegistry } from "./resources/registry";
import { seed } from "./seed";
import { openChangeLog } from "./store/change-log";
import { openStore } from "./store/store";
import { type ApiContext, keyOf } from "./verbs/context";
import { create } from "./verbs/create";

let world: TestWorld;
let context: ApiContext;
let now = new Date("2026-01-01T00:00:00Z");

beforeAll(async () => {
  world = await createTestWorld();
  const clock: Clock = { now: () => now };
  const store = await openStore(world.db, clock);
  const changes = await openChangeLog(store, world.log);
  const registry = createRegistry(await loadDefinitions("deploy/crds"));
  context = { registry, store, changes, clock, log: world.log };
});
afterAll(() => world.close());

it("seeds once: starting again changes nothing", async () => {
  await seed(context);
  const { current } = await context.store.revision();
  await seed(context);
  expect((await context.store.revision()).current).toBe(current);
});

it("forgets changes and Events of more than an hour ago, and nothing else", async () => {
  const target = { type: eventType, namespace: "default" };
  const options = { manager: "test", isDryRun: false, fieldValidation: "Strict" as const };
  const record = (name: string) =>
    create(context, target, { value: { metadata: { name }, involvedObject: { name: "x" } }, duplicates: [] }, options);
  await record("old");
  const { current } = await context.store.revision();
  now = new Date("2026-01-01T00:59:00Z");
  await record("young");
  now = new Date("2026-01-01T01:30:00Z");
  await keepHouse(context);
  expect(await context.store.find(keyOf(target, "old"))).toBeUndefined();
  expect(await context.store.find(keyOf(target, "young"))).toBeDefined();
  expect(await context.store.find(keyOf({ type: namespaceType, namespace: "" }, "default"))).toBeDefined();
  expect((await context.store.revision()).compacted).toBe(current);
  const { changes } = await context.store.changesAfter(0n, 100);
  expect(changes.map(({ kind, key }) => [kind, key.name])).toEqual([
    ["ADDED", "young"],
    ["DELETED", "old"],
  ]);
  await keepHouse(context);
  expect((await context.store.revision()).compacted).toBe(current);
});

it("gives a reader that is too far behind no changes with a hole in them", async () => {
  const changes = await openChangeLog(context.store, world.log);
  expect(await changes.read(1n)).toMatchObject({ expired: true });
});

it("never takes a reader back that has listed what the log has not caught up with", async () => {
  const elsewhere = await openStore(world.db, context.clock);
  const log = await openChangeLog(elsewhere, world.log);
  const start = log.position();
  const target = { type: eventType, namespace: "default" };
  const body = { value: { metadata: { name: "later" }, involvedObject: { name: "x" } }, duplicates: [] };
  // The log hears of its own store's writes only, so this one is news to it.
  await create(context, target, body, { manager: "test", isDryRun: false, fieldValidation: "Strict" });
  const { current } = await elsewhere.revision();
  expect(await log.read(current)).toEqual({ changes: [], position: current });
  const woken = log.wait(start, new AbortController().signal);
  log.wake();
  await woken;
  expect(await log.read(start)).toMatchObject({
    changes: [{ kind: "ADDED", key: { name: "later" } }],
    position: current,
  });
  expect(await log.read(current)).toEqual({ changes: [], position: current });
});
