import { afterAll, beforeAll, expect, test } from "vitest";
import { searchMessages } from "@/server/history";
import { systemClock } from "@/server/kernel";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { fill, isFilled } from "./fill";
import { type HistoryPlan, reader, historySpaceId as spaceId } from "./plan";

const plan: HistoryPlan = { messages: 3_000, channels: 20, agents: 50, sentences: 200, words: 1_000 };
const silent = { start: () => undefined, advance: () => undefined, step: () => undefined };
let world: TestWorld;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a filling that was interrupted is gone on with, to the same end", async () => {
  const { databaseUrl, db } = world;
  const count = () => db.message.count({ where: { spaceId } });
  const indexes = () => db.$queryRaw`SELECT indexdef FROM pg_indexes WHERE tablename = 'Message' ORDER BY indexname`;
  const before = await indexes();
  const stopping = {
    ...silent,
    step() {
      throw new Error("interrupted");
    },
  };
  await expect(fill(databaseUrl, stopping, plan)).rejects.toThrow("interrupted");
  expect(await indexes()).toHaveLength(1);
  await db.message.deleteMany({ where: { spaceId, sequence: { gt: 1_000n } } });
  await fill(databaseUrl, silent, plan);
  expect(await count()).toBe(plan.messages);
  expect(await indexes()).toEqual(before);
});

test("what is filled in is what the logger would have stored, is found, and can be filled in again beside others", async () => {
  const { databaseUrl, db, connections } = world;
  const indexes = () => db.$queryRaw`SELECT indexdef FROM pg_indexes WHERE tablename = 'Message' ORDER BY indexname`;
  const before = await indexes();
  await fill(databaseUrl, silent, plan);
  expect(await isFilled(databaseUrl, plan)).toBe(true);
  expect(await isFilled(databaseUrl)).toBe(false);
  expect(await indexes()).toEqual(before);
  await db.message.updateMany({ where: { spaceId, sequence: 1n }, data: { spaceId: "other" } });
  await fill(databaseUrl, silent, plan);
  expect(await db.message.count({ where: { spaceId } })).toBe(plan.messages);
  expect(await db.message.count()).toBe(plan.messages + 1);
  const ctx = { ...world.context(), connections: { ...connections, get: () => Promise.reject(new Error("not here")) } };
  const { hits, next } = await searchMessages(
    { ...ctx, clock: systemClock },
    { spaceId, principal: reader, query: "has:error tool:search", limit: 100 },
  );
  expect(hits.length).toBeGreaterThan(0);
  expect(next).toBeNull();
});
