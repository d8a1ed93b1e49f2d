import type { NatsConnection } from "@nats-io/nats-core";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { agentStatusSubject } from "@/sdk/protocol";
import { registerAgent } from "@/server/policy";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { startActivity } from "./start";

let world: TestWorld;
let activity: { stop(): Promise<void> };
let spaceId: string;
let connection: NatsConnection;

beforeAll(async () => {
  world = await createTestWorld();
  activity = await startActivity({ ...world, writeMs: 20 });
});
afterAll(async () => {
  await activity.stop();
  await world.close();
});

beforeEach(async () => {
  ({ spaceId } = await world.createSpace());
  connection = await world.connections.get(spaceId);
  await registerAgent(world.context(), { spaceId, id: "worker" });
});

function say(data: unknown, id = "worker"): void {
  connection.publish(agentStatusSubject(id), typeof data === "string" ? data : JSON.stringify(data));
}

async function find() {
  return world.db.principal.findUniqueOrThrow({ where: { spaceId_id: { spaceId, id: "worker" } } });
}

async function until(expected: string | null, status = expected ?? "online"): Promise<void> {
  // A space that is new is listened to within moments: until then nothing is heard.
  await vi.waitFor(
    async () => {
      say({ status });
      expect((await find()).activity).toBe(expected);
    },
    { timeout: 10_000, interval: 100 },
  );
}

test("what a principal says it does is written down, with since when", async () => {
  await until("running");
  const { activityAt, lastSeenAt } = await find();
  expect(activityAt).toEqual(lastSeenAt);
  await until("error");
  const failed = await find();
  expect(failed.activityAt?.getTime()).toBeGreaterThan(activityAt?.getTime() ?? 0);
  say({ status: "error" });
  await until("idle");
  await until(null);
});

test("the same said again leaves since when it is so, and tells that it was heard", async () => {
  await until("running");
  const { activityAt } = await find();
  const longAgo = new Date(Date.now() - 600_000);
  const where = { spaceId_id: { spaceId, id: "worker" } };
  await world.db.principal.update({ where, data: { lastSeenAt: longAgo } });
  await vi.waitFor(async () => {
    say({ status: "running" });
    const found = await find();
    expect(found.lastSeenAt?.getTime()).toBeGreaterThan(longAgo.getTime());
    expect(found.activityAt).toEqual(activityAt);
  });
});

test("what means nothing changes nothing, and that somebody is gone is for the server to say", async () => {
  await until("running");
  for (const data of ["", "not json", "{", "null", "[]", { status: "offline" }, { status: "on fire" }, { status: 7 }]) {
    say(data);
  }
  say({ status: "idle", padding: "x".repeat(5_000) });
  say({ status: "idle" }, "nobody");
  await connection.flush();
  await until("running");
  expect((await find()).activity).toBe("running");
});
