import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { setChannelGrants } from "../grants/set-channel-grants";
import { setThreadParticipants } from "../grants/set-thread-participants";
import { createScene, type Scene } from "../scene";
import { readGroup } from "./read";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
  await scene.agents("a", "b");
  await scene.groups({ A: ["a", "b"], B: [] });
});

it("tells how many are in a group and what it opens, by channel and by private thread", async () => {
  const { ctx, spaceId } = scene;
  for (const name of ["x", "y", "z"]) await scene.channel({ name });
  await scene.thread("y", "hidden", true);
  await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A"] });
  await setChannelGrants(ctx, { spaceId, channel: "z", groups: ["B"] });
  await setThreadParticipants(ctx, { spaceId, channel: "y", thread: "hidden", groups: ["A"] });
  const group = await readGroup(ctx, { spaceId, group: "A" });
  expect(group).toMatchObject({ name: "A", members: 2 });
  expect(group.channels).toEqual([
    { name: "x", visibility: "private", state: "Active", role: "member", origins: ["resource"], threads: [] },
    { name: "y", visibility: "private", state: "Active", role: null, origins: [], threads: ["hidden"] },
  ]);
});

it("is for admins alone and knows its own space's groups alone", async () => {
  const { ctx, spaceId } = scene;
  const other = await createScene(world);
  const unknown = { code: "NOT_FOUND", reason: "unknown_group" };
  await expect(readGroup(ctx, { spaceId, group: "C" })).rejects.toMatchObject(unknown);
  await expect(readGroup(ctx, { spaceId: other.spaceId, group: "A" })).rejects.toMatchObject(unknown);
  const operator = await scene.person("operator");
  await expect(readGroup(operator.ctx, { spaceId, group: "A" })).rejects.toMatchObject({ code: "FORBIDDEN" });
});
