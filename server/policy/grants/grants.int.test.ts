import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { checkPermission } from "../check";
import { addMembers } from "../groups/add-members";
import { createGroup } from "../groups/create";
import { deleteGroup } from "../groups/delete";
import { removeMembers } from "../groups/remove-members";
import { createScene, type Scene } from "../scene";
import { setChannelGrants } from "./set-channel-grants";
import { setThreadParticipants } from "./set-thread-participants";
import { updateChannelAuth } from "./update-channel-auth";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
});

async function reads(principal: string, channel: string, thread?: string): Promise<boolean> {
  const { spaceId, ctx } = scene;
  return (await checkPermission(ctx, { spaceId, principal, action: "channel.read", place: { channel, thread } }))
    .allowed;
}

describe("setChannelGrants", () => {
  it("opens the channel to exactly the members of the groups named, and says which are missing", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a", "b", "c");
    await scene.groups({ A: ["a"], B: ["b"] });
    await scene.channel({ name: "x" });

    const set = await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A", "Ghosts"] });
    expect(set).toMatchObject({ missing: ["Ghosts"], isChanged: true });
    expect([await reads("a", "x"), await reads("b", "x"), await reads("c", "x")]).toEqual([true, false, false]);

    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["B"] });
    expect([await reads("a", "x"), await reads("b", "x")]).toEqual([false, true]);
  });

  it("changes nothing and raises no revision when called again", async () => {
    const { ctx, spaceId } = scene;
    await scene.groups({ A: [], B: [] });
    await scene.channel({ name: "x" });
    const first = await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A", "B"] });
    const audits = await world.db.auditLog.count({ where: { spaceId } });
    const again = await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["B", "A", "A"] });
    expect(again).toMatchObject({ isChanged: false, revision: first.revision });
    expect(await world.db.auditLog.count({ where: { spaceId } })).toBe(audits);
  });

  it("grants a group that came later when it is called again", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a");
    await scene.channel({ name: "x" });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["Late"] });
    await scene.groups({ Late: ["a"] });
    expect(await reads("a", "x")).toBe(false);
    expect(await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["Late"] })).toMatchObject({ missing: [] });
    expect(await reads("a", "x")).toBe(true);
  });

  it("does not open a public channel for posting when all the groups it names are unknown", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a");
    await scene.channel({ name: "x", visibility: "public" });
    const ask = { spaceId, principal: "a", action: "channel.post", place: { channel: "x" } } as const;
    expect((await checkPermission(ctx, ask)).allowed).toBe(true);
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["Ghosts"] });
    expect((await checkPermission(ctx, ask)).allowed).toBe(false);
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: [] });
    expect((await checkPermission(ctx, ask)).allowed).toBe(true);
  });

  it("leaves what admins gave alone", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a", "b");
    await scene.groups({ A: ["a"] });
    await scene.channel({ name: "x" });
    await updateChannelAuth(ctx, { spaceId, channel: "x", changes: [{ holder: { group: "A" }, role: "moderator" }] });
    await updateChannelAuth(ctx, { spaceId, channel: "x", changes: [{ holder: { principal: "b" }, role: "owner" }] });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A"] });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: [] });
    expect([await reads("a", "x"), await reads("b", "x")]).toEqual([true, true]);
    await updateChannelAuth(ctx, { spaceId, channel: "x", changes: [{ holder: { group: "A" }, role: null }] });
    expect(await reads("a", "x")).toBe(false);
  });

  it("is for admins and services, and knows no foreign channels", async () => {
    const { ctx, spaceId } = scene;
    const other = await createScene(world);
    await other.channel({ name: "x" });
    await expect(setChannelGrants(ctx, { spaceId, channel: "x", groups: [] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const input = { spaceId: other.spaceId, channel: "x", groups: [] };
    const { ctx: asOperator } = await other.person("operator");
    const { ctx: asAdmin } = await other.person("admin");
    const asAgent = world.context({ kind: "agent", spaceId: other.spaceId, principalId: "a" });
    await expect(setChannelGrants(asOperator, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(setChannelGrants(asAgent, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(setChannelGrants(asAdmin, input)).resolves.toMatchObject({ missing: [] });
  });
});

describe("setThreadParticipants", () => {
  it("opens the private thread to its participants alone, with or without the channel", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("in-channel", "in-thread");
    await scene.groups({ Channel: ["in-channel"], Focus: ["in-thread"] });
    await scene.channel({ name: "x" });
    await scene.thread("x", "t", true);
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["Channel"] });
    const set = await setThreadParticipants(ctx, { spaceId, channel: "x", thread: "t", groups: ["Focus", "Nobody"] });
    expect(set.missing).toEqual(["Nobody"]);
    expect([await reads("in-channel", "x", "t"), await reads("in-thread", "x", "t")]).toEqual([false, true]);
    expect([await reads("in-channel", "x"), await reads("in-thread", "x")]).toEqual([true, false]);
    const again = await setThreadParticipants(ctx, { spaceId, channel: "x", thread: "t", groups: ["Focus", "Nobody"] });
    expect(again).toMatchObject({ isChanged: false, revision: set.revision });
  });
});

describe("groups", () => {
  it("give and take what they hold with their members and with themselves", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a", "b");
    await scene.groups({ A: ["a"] });
    await scene.channel({ name: "x" });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A"] });
    expect(await addMembers(ctx, { spaceId, group: "A", principals: ["a", "b"] })).toMatchObject({ added: 1 });
    expect(await reads("b", "x")).toBe(true);
    expect(await removeMembers(ctx, { spaceId, group: "A", principals: ["b", "stranger"] })).toMatchObject({
      removed: 1,
    });
    expect([await reads("a", "x"), await reads("b", "x")]).toEqual([true, false]);
    await deleteGroup(ctx, { spaceId, name: "A" });
    expect(await reads("a", "x")).toBe(false);
  });

  it("take no unknown principals and no name twice", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a");
    await scene.groups({ A: [] });
    await expect(addMembers(ctx, { spaceId, group: "A", principals: ["a", "ghost"] })).rejects.toMatchObject({
      code: "VALIDATION",
      fields: [{ path: "principals[1]" }],
    });
    expect(await world.db.membership.count({ where: { group: { spaceId } } })).toBe(0);
    await expect(createGroup(ctx, { spaceId, name: "A" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(createGroup(ctx, { spaceId, name: " A" })).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(addMembers(ctx, { spaceId, group: "B", principals: ["a"] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("concurrent writes", () => {
  it("each raise the revision by one, leave one audit row and end in the state of the last", async () => {
    const { ctx, spaceId } = scene;
    const names = ["A", "B", "C", "D"];
    await scene.groups(Object.fromEntries(names.map((name) => [name, []])));
    await scene.channel({ name: "x" });
    const before = await scene.revision();
    const audits = await world.db.auditLog.count({ where: { spaceId } });
    const sets = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        setChannelGrants(ctx, { spaceId, channel: "x", groups: names.filter((_name, bit) => (index >> bit) & 1) }),
      ),
    );
    const changed = sets.filter(({ isChanged }) => isChanged);
    expect(await scene.revision()).toBe(before + BigInt(changed.length));
    expect(new Set(changed.map(({ revision }) => revision)).size).toBe(changed.length);
    expect(await world.db.auditLog.count({ where: { spaceId } })).toBe(audits + changed.length);

    const last = sets.reduce((one, other) => (BigInt(other.revision) > BigInt(one.revision) ? other : one));
    const groups = names.filter((_name, bit) => (sets.indexOf(last) >> bit) & 1);
    const roles = await world.db.channelRole.findMany({ where: { channel: { spaceId } }, include: { group: true } });
    expect(roles.map(({ group }) => group?.name).sort()).toEqual(groups);
  });

  it("of several processes are serialised by the space's row", async () => {
    const { ctx, spaceId } = scene;
    const { createDb } = await import("@/server/db");
    const elsewhere = createDb(world.databaseUrl, { connectionsMax: 4 });
    try {
      const before = await scene.revision();
      const names = Array.from({ length: 20 }, (_, index) => `G${index}`);
      await Promise.all(
        names.map((name, index) => createGroup(index % 2 ? ctx : { ...ctx, db: elsewhere }, { spaceId, name })),
      );
      expect(await scene.revision()).toBe(before + 20n);
    } finally {
      await elsewhere.$disconnect();
    }
  });
});
