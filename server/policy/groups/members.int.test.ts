import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { setChannelGrants } from "../grants/set-channel-grants";
import { createScene, type Scene } from "../scene";
import { changeMembers, undoableMs } from "./change-members";
import { deleteGroup } from "./delete";
import { listGroups } from "./list";
import { listGroupMembers } from "./list-members";
import { undoMemberChange } from "./undo-member-change";
import { updateGroup } from "./update";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
  await scene.agents("a", "b", "c", "d");
  await scene.groups({ A: ["a", "b"] });
});

async function membersOf(group: string): Promise<string[]> {
  const { members } = await listGroupMembers(scene.ctx, { spaceId: scene.spaceId, group });
  return members.map(({ id }) => id);
}

describe("changeMembers", () => {
  it("does what can be done and tells each line that cannot", async () => {
    const { ctx, spaceId } = scene;
    const add = ["b", " c ", "", "Ghost!", "ghost", "c", "аgent"];
    const remove = ["a", "c", "nobody", "d"];
    const changed = await changeMembers(ctx, { spaceId, group: "A", add, remove });
    expect(changed).toMatchObject({ added: 1, removed: 1, closed: 0 });
    expect(changed.problems.map(({ list, index, value }) => [list, index, value])).toEqual([
      ["add", 2, ""],
      ["add", 3, "Ghost!"],
      ["add", 4, "ghost"],
      ["add", 6, "аgent"],
      ["remove", 1, "c"],
      ["remove", 2, "nobody"],
    ]);
    expect(await membersOf("A")).toEqual(["b", "c"]);
  });

  it("does nothing at all when every line has to be right and one is not", async () => {
    const { ctx, spaceId } = scene;
    const before = await scene.revision();
    const change = changeMembers(ctx, { spaceId, group: "A", add: ["c", "ghost"], remove: ["a"], skipUnknown: false });
    await expect(change).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path: "add[1]" }] });
    expect(await membersOf("A")).toEqual(["a", "b"]);
    expect(await scene.revision()).toBe(before);
  });

  it("refuses more than ten thousand lines, unknown groups, other spaces and people who do not administer", async () => {
    const { ctx, spaceId } = scene;
    const many = Array.from({ length: 10_001 }, (_, index) => `a${index}`);
    await expect(changeMembers(ctx, { spaceId, group: "A", add: many })).rejects.toMatchObject({
      code: "VALIDATION",
      fields: [{ path: "add" }],
    });
    await expect(changeMembers(ctx, { spaceId, group: "Z", add: ["a"] })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const other = await createScene(world);
    await expect(changeMembers(ctx, { spaceId: other.spaceId, group: "A" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const operator = await scene.person("operator");
    await expect(changeMembers(operator.ctx, { spaceId, group: "A", add: ["c"] })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("raises no revision when nothing changes", async () => {
    const { ctx, spaceId } = scene;
    const before = await scene.revision();
    const changed = await changeMembers(ctx, { spaceId, group: "A", add: ["a"], remove: ["d"] });
    expect(changed).toMatchObject({ added: 0, removed: 0, problems: [], changeId: null, revision: before.toString() });
  });

  it("closes what the removed read through the group alone", async () => {
    const { ctx, spaceId } = scene;
    await scene.channel({ name: "x" });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A"] });
    const lost = await scene.credential("a", ["ch:x"]);
    await scene.credential("b", ["ch:x"]);
    expect(await changeMembers(ctx, { spaceId, group: "A", remove: ["a"] })).toMatchObject({ closed: 1 });
    expect(await scene.revoked()).toEqual([lost]);
  });

  it("writes numbers and some ids of what really changed into the audit log", async () => {
    const { ctx, spaceId } = scene;
    const { changeId } = await changeMembers(ctx, { spaceId, group: "A", add: ["b", "c"], remove: ["a", "d"] });
    const [entry] = await world.db.auditLog.findMany({ where: { spaceId }, orderBy: { id: "desc" }, take: 1 });
    expect(entry).toMatchObject({
      verb: "group.members",
      before: { members: { count: 1, ids: ["a"] } },
      after: { members: { count: 1, ids: ["c"] }, changeId },
    });
  });
});

describe("undoMemberChange", () => {
  it("reverses exactly what the change did, once, and keeps since when somebody was a member", async () => {
    const { ctx, spaceId } = scene;
    const before = await listGroupMembers(ctx, { spaceId, group: "A" });
    const { changeId } = await changeMembers(ctx, { spaceId, group: "A", add: ["b", "c"], remove: ["a", "d"] });
    await changeMembers(ctx, { spaceId, group: "A", add: ["d"] });
    const undo = { spaceId, changeId: changeId ?? "" };
    expect(await undoMemberChange(ctx, undo)).toMatchObject({ added: 1, removed: 1 });
    const { members } = await listGroupMembers(ctx, { spaceId, group: "A" });
    expect(members.slice(0, 2)).toEqual(before.members);
    expect(members.map(({ id }) => id)).toEqual(["a", "b", "d"]);
    await expect(undoMemberChange(ctx, undo)).rejects.toMatchObject({ code: "CONFLICT", reason: "already_undone" });
  });

  it("takes ten thousand back", async () => {
    const { ctx, spaceId } = scene;
    const ids = Array.from({ length: 10_000 }, (_, index) => `many-${index}`);
    await world.db.principal.createMany({ data: ids.map((id) => ({ spaceId, id, kind: "agent", displayName: id })) });
    const { added, changeId } = await changeMembers(ctx, { spaceId, group: "A", add: ids });
    expect(added).toBe(10_000);
    expect((await listGroupMembers(ctx, { spaceId, group: "A" })).counted).toBe(10_002);
    const undone = await Promise.allSettled(
      [1, 2].map(() => undoMemberChange(ctx, { spaceId, changeId: changeId ?? "" })),
    );
    expect(undone.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await membersOf("A")).toEqual(["a", "b"]);
  });

  it("knows only changes of the space that are not too old, of groups that are there", async () => {
    const { ctx, spaceId } = scene;
    const { changeId } = await changeMembers(ctx, { spaceId, group: "A", add: ["c"] });
    const other = await createScene(world);
    const undo = { spaceId, changeId: changeId ?? "" };
    await expect(undoMemberChange(ctx, { ...undo, spaceId: other.spaceId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(undoMemberChange(ctx, { spaceId, changeId: "x" })).rejects.toMatchObject({ code: "VALIDATION" });
    const later = { ...ctx, clock: { now: () => new Date(Date.now() + undoableMs + 1_000) } };
    await expect(undoMemberChange(later, undo)).rejects.toMatchObject({ code: "NOT_FOUND", reason: "unknown_change" });
    await deleteGroup(ctx, { spaceId, name: "A" });
    await expect(undoMemberChange(ctx, undo)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });
});

describe("updateGroup", () => {
  it("changes name and description, and keeps members", async () => {
    const { ctx, spaceId } = scene;
    await updateGroup(ctx, { spaceId, group: "A", name: "B", description: "those of A" });
    const { groups } = await listGroups(ctx, { spaceId });
    expect(groups).toMatchObject([{ name: "B", description: "those of A", members: 2 }]);
  });

  it("refuses a name that is taken, and any other while a resource names the group", async () => {
    const { ctx, spaceId } = scene;
    await scene.groups({ B: [] });
    await expect(updateGroup(ctx, { spaceId, group: "A", name: "B" })).rejects.toMatchObject({ code: "CONFLICT" });
    await scene.channel({ name: "x" });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A"] });
    await expect(updateGroup(ctx, { spaceId, group: "A", name: "C" })).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
      reason: "named_by_resources",
    });
    await updateGroup(ctx, { spaceId, group: "A", name: "A", description: "still A" });
  });
});

describe("deleteGroup", () => {
  it("takes a large group's rights away at once, holds up nobody meanwhile, and leaves nothing of it", async () => {
    const { ctx, spaceId } = scene;
    await world.db.$executeRaw`
      WITH made AS (
        INSERT INTO "Principal" ("spaceId", id, kind, "displayName")
        SELECT ${spaceId}, 'many-' || n, 'agent', 'Agent' FROM generate_series(1, 25000) n RETURNING key, id
      )
      INSERT INTO "Membership" ("groupKey", "principalKey", "principalId")
      SELECT g.key, made.key, made.id FROM made JOIN "Group" g ON g."spaceId" = ${spaceId} AND g.name = 'A'`;
    await scene.channel({ name: "x" });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A"] });
    const lost = await scene.credential("many-7", ["ch:x"]);
    const deleted = deleteGroup(ctx, { spaceId, name: "A" });
    await vi.waitFor(async () => expect(await scene.revoked()).toEqual([lost]));
    await scene.groups({ Meanwhile: ["c"] });
    expect(await deleted).toMatchObject({ closed: 1 });
    expect((await listGroups(ctx, { spaceId })).groups.map(({ name }) => name)).toEqual(["Meanwhile"]);
    expect(await world.db.membership.count({ where: { group: { spaceId } } })).toBe(1);
    const [entry] = await world.db.auditLog.findMany({ where: { spaceId, verb: "group.delete" } });
    expect(entry?.before).toMatchObject({ members: 25_002 });
  });
});
