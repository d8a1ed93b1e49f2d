import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { blockHolder } from "../blocks/block-holder";
import { setChannelGrants } from "../grants/set-channel-grants";
import { setThreadParticipants } from "../grants/set-thread-participants";
import { createScene, type Scene } from "../scene";
import { listProfiles } from "./list-profiles";
import { listReadableChannels } from "./list-readable-channels";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
  const { ctx, spaceId } = scene;
  await scene.agents("a", "b", "c");
  await scene.groups({ A: ["a"], C: ["c"] });
  await scene.channel({ name: "x" });
  await scene.thread("x", "inner", true);
  await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A"] });
  await setThreadParticipants(ctx, { spaceId, channel: "x", thread: "inner", groups: ["C"] });
});

const as = (principalId: string) => world.context({ kind: "agent", spaceId: scene.spaceId, principalId });

it("readers of a place learn who its senders are, members or not, and nobody else does", async () => {
  const { spaceId } = scene;
  const person = await scene.person("operator", "jane@example.org");
  const ids = ["b", person.id, "nobody"];
  const found = await listProfiles(as("a"), { spaceId, channel: "x", ids });
  expect(found.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual([
    { id: "b", kind: "agent", displayName: "b" },
    { id: person.id, kind: "person", displayName: "jane@example.org" },
  ]);
  await expect(listProfiles(as("c"), { spaceId, channel: "x", ids })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await listProfiles(as("c"), { spaceId, channel: "x", thread: "inner", ids })).toHaveLength(2);
  const tooMany = Array.from({ length: 201 }, (_, index) => `id-${index}`);
  await expect(listProfiles(as("a"), { spaceId, channel: "x", ids: tooMany })).rejects.toMatchObject({
    code: "VALIDATION",
  });
});

it("the list of channels tells whoever is paused why, until when and who may lift it", async () => {
  const { ctx, spaceId } = scene;
  const list = async () => (await listReadableChannels(as("a"), { spaceId, principalId: "a" })).channels[0];
  expect(await list()).toMatchObject({ name: "x", canPost: true, block: null });
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const block = { holder: { principal: "a" }, effect: "posting", reason: "too loud", expiresAt } as const;
  await blockHolder(ctx, { spaceId, channel: "x", ...block });
  expect(await list()).toMatchObject({
    canRead: true,
    canPost: false,
    block: { code: "paused", rule: "channel.pause", reason: expect.stringMatching(/too loud.*moderator.*lift/) },
  });
  expect((await list())?.block?.reason).toContain(expiresAt);
});
