import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { setThreadParticipants } from "../grants/set-thread-participants";
import { updateChannelAuth } from "../grants/update-channel-auth";
import { createScene, type Scene } from "../scene";
import { findDestinations } from "./find-destinations";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
  scene = await createScene(world);
  const { ctx, spaceId } = scene;
  await scene.agents("reader", "detector-lab", "detector-vault", "detector-core", "old-detector");
  await scene.groups({ Lab: ["reader", "detector-lab"], Vault: ["detector-vault"], Core: ["reader", "detector-core"] });
  await scene.channel({ name: "lab", visibility: "private" });
  await scene.channel({ name: "vault", visibility: "private" });
  const grant = (channel: string, group: string) =>
    updateChannelAuth(ctx, { spaceId, channel, changes: [{ holder: { group }, role: "member" }] });
  await grant("lab", "Lab");
  await grant("vault", "Vault");
  for (let n = 1; n <= 60; n += 1) await scene.thread("lab", `spike-${n}`, false);
  await scene.thread("vault", "spike-vault", false);
  await scene.thread("vault", "core", true);
  await setThreadParticipants(ctx, { spaceId, channel: "vault", thread: "core", groups: ["Core"] });
  await world.db.thread.updateMany({ where: { name: "spike-7" }, data: { topic: "Pump 50% too warm" } });
  await world.db.thread.updateMany({ where: { name: "spike-9" }, data: { state: "Archived" } });
});
afterAll(() => world.close());

const find = (search: string, principalId = "reader", ctx = scene.ctx) =>
  findDestinations(ctx, { spaceId: scene.spaceId, principalId, search });
const threads = async (search: string) => (await find(search)).threads.map(({ channel, name }) => `${channel}/${name}`);
const principals = async (search: string, principalId?: string) =>
  (await find(search, principalId)).principals.map(({ id }) => id);

it("finds threads by every word of their name or topic, the newest first, however many there are", async () => {
  expect(await threads("spike")).toHaveLength(20);
  expect((await threads("spike"))[0]).toBe("lab/spike-60");
  expect(await threads("pump spike")).toEqual(["lab/spike-7"]);
  expect(await threads("50%")).toEqual(["lab/spike-7"]);
  expect(await threads("spike-9")).toEqual([]);
});

it("finds nothing in what the principal may not read", async () => {
  expect(await threads("vault")).toEqual([]);
  expect(await principals("vault")).toEqual([]);
});

it("finds who belongs to a place that the principal may read, of a private thread too", async () => {
  expect(await principals("detector")).toEqual(["detector-core", "detector-lab"]);
  expect(await principals("old-det")).toEqual([]);
  expect(await principals("detector", "detector-vault")).toEqual(["detector-vault"]);
});

it("takes a single letter for nothing, and is for the principal itself", async () => {
  expect(await find(" d ")).toEqual({ threads: [], principals: [] });
  const other = world.context({ kind: "agent", spaceId: scene.spaceId, principalId: "detector-vault" });
  await expect(find("spike", "reader", other)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(find("x".repeat(201))).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path: "search" }] });
});

it("finds everybody where a channel is open to the whole space", async () => {
  await scene.channel({ name: "square", visibility: "public" });
  expect(await principals("detector")).toEqual(["detector-core", "detector-lab", "detector-vault", "old-detector"]);
});
