import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { blockHolder } from "../blocks/block-holder";
import { setChannelGrants } from "../grants/set-channel-grants";
import { updateChannelAuth } from "../grants/update-channel-auth";
import { createScene, type Scene } from "../scene";
import { listChannelGroups } from "./list-channel-groups";
import { listChannelMembers } from "./list-channel-members";
import { readMember } from "./read-member";

let world: TestWorld;
let scene: Scene;
const channel = "lab";

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
  await scene.agents("a", "b", "c", "outsider");
  await scene.groups({ Crew: ["a", "b"], Owners: ["c"], Barred: ["outsider"], Elsewhere: ["outsider"] });
  await scene.channel({ name: channel, visibility: "private" });
  const { ctx, spaceId } = scene;
  await setChannelGrants(ctx, { spaceId, channel, groups: ["Crew", "Barred"] });
  await updateChannelAuth(ctx, { spaceId, channel, changes: [{ holder: { group: "Owners" }, role: "owner" }] });
  await blockHolder(ctx, { spaceId, channel, holder: { group: "Barred" }, effect: "access", reason: "Out." });
});

function as(principalId: string) {
  return world.context({ kind: "agent", spaceId: scene.spaceId, principalId });
}

function connect(id: string, connections: number, more: object = {}) {
  const where = { spaceId_id: { spaceId: scene.spaceId, id } };
  return world.db.principal.update({ where, data: { connections, lastSeenAt: new Date(), ...more } });
}

it("lists the channel's groups, the strongest first, and who is in through one of them", async () => {
  const { spaceId } = scene;
  expect(await listChannelGroups(as("a"), { spaceId, channel })).toEqual([
    { name: "Owners", role: "owner", members: 1 },
    { name: "Crew", role: "member", members: 2 },
  ]);
  const idsOf = async (group: string, onlineOnly = false) =>
    (await listChannelMembers(as("a"), { spaceId, channel, group, onlineOnly })).members.map(({ id }) => id);
  expect(await idsOf("Crew")).toEqual(["a", "b"]);
  expect(await idsOf("Owners")).toEqual(["c"]);
  await connect("b", 1);
  expect(await idsOf("Crew", true)).toEqual(["b"]);
  // What has no part in the channel, is kept out of it or does not exist looks the same.
  for (const group of ["Elsewhere", "Barred", "Nobody"]) expect(await idsOf(group)).toEqual([]);
  const { members, next } = await listChannelMembers(as("a"), { spaceId, channel, group: "Crew", limit: 1 });
  expect([members.map(({ id }) => id), next]).toEqual([["a"], "a"]);
});

it("shows what members do", async () => {
  const { spaceId } = scene;
  await connect("a", 2, { activity: "running", activityAt: new Date("2030-01-01T00:00:00Z") });
  await connect("b", 0, { activity: "error" });
  const { members } = await listChannelMembers(as("a"), { spaceId, channel });
  expect(members.map(({ id, presence, isOnline }) => [id, presence.status, isOnline])).toEqual([
    ["a", "running", true],
    ["b", "offline", false],
    ["c", "offline", false],
  ]);
  expect(members[0]?.presence.since).toBe("2030-01-01T00:00:00.000Z");
});

it("shows somebody to those who read the channel, member or not, and to moderators how often they are connected", async () => {
  const { spaceId, ctx } = scene;
  await connect("a", 2, { activity: "idle", activityAt: new Date() });
  const seen = await readMember(as("b"), { spaceId, channel, id: "a" });
  expect(seen).toMatchObject({ id: "a", kind: "agent", role: "member", groups: ["Crew"], isMember: true });
  expect(seen).toMatchObject({ presence: { status: "idle" }, connections: null, isPaused: false, isDisabled: false });
  expect(await readMember(as("c"), { spaceId, channel, id: "a" })).toMatchObject({ connections: 2 });
  expect(await readMember(as("b"), { spaceId, channel, id: "outsider" })).toMatchObject({
    role: "member",
    isMember: false,
  });
  await world.db.principal.update({
    where: { spaceId_id: { spaceId, id: "a" } },
    data: { disabledAt: new Date() },
  });
  expect(await readMember(as("b"), { spaceId, channel, id: "a" })).toMatchObject({ isDisabled: true, isMember: false });
  expect(await readMember(ctx, { spaceId, channel, id: "b" })).toMatchObject({ connections: 0 });
});

it("is for the channel's readers", async () => {
  const { spaceId } = scene;
  const refused = { code: "FORBIDDEN" };
  await expect(readMember(as("outsider"), { spaceId, channel, id: "a" })).rejects.toMatchObject(refused);
  await expect(listChannelGroups(as("outsider"), { spaceId, channel })).rejects.toMatchObject(refused);
  await expect(readMember(as("outsider"), { spaceId, channel: "none", id: "a" })).rejects.toMatchObject(refused);
  await expect(readMember(as("a"), { spaceId, channel, id: "nobody" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(readMember(as("a"), { spaceId, channel, id: "No!" })).rejects.toMatchObject({ code: "VALIDATION" });
});
