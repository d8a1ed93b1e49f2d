import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ServiceContext } from "@/server/db";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { checkPermission } from "../check";
import { addMembers } from "../groups/add-members";
import { createGroup } from "../groups/create";
import { createScene, type Scene } from "../scene";
import type { Holder, Role } from "../types";
import { listChannelAuth } from "./list-channel-auth";
import { setChannelGrants } from "./set-channel-grants";
import { updateChannelAuth } from "./update-channel-auth";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
  await scene.agents("a", "b", "own");
  await scene.groups({ A: ["a"], B: ["b"] });
  await scene.channel({ name: "x" });
});

const as = (principalId: string): ServiceContext =>
  world.context({ kind: "agent", spaceId: scene.spaceId, principalId });

function update(changes: { holder: Holder; role: Role | null }[], atRevision?: string, by = scene.ctx) {
  return updateChannelAuth(by, { spaceId: scene.spaceId, channel: "x", changes, atRevision });
}

const list = (by = scene.ctx) => listChannelAuth(by, { spaceId: scene.spaceId, channel: "x" });
const rows = () => world.db.channelRole.count({ where: { channel: { spaceId: scene.spaceId } } });

describe("updateChannelAuth", () => {
  it("changes many roles at once, of groups and principals, beside what the resource grants", async () => {
    const { ctx, spaceId } = scene;
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A"] });
    const first = await update([
      { holder: { group: "A" }, role: "moderator" },
      { holder: { group: "B" }, role: "member" },
      { holder: { principal: "own" }, role: "owner" },
    ]);
    expect(first.changed).toBe(3);
    expect(await list()).toEqual({
      entries: [
        { holder: { group: "A" }, role: "moderator", origin: "admin", members: 1 },
        { holder: { group: "A" }, role: "member", origin: "resource", members: 1 },
        { holder: { group: "B" }, role: "member", origin: "admin", members: 1 },
        { holder: { principal: "own" }, role: "owner", origin: "admin" },
      ],
      revision: first.revision,
    });
    const second = await update([
      { holder: { group: "A" }, role: null },
      { holder: { group: "B" }, role: "member" },
      { holder: { principal: "own" }, role: "moderator" },
    ]);
    expect(second.changed).toBe(2);
    expect((await list()).entries.map(({ holder, role, origin }) => [holder, role, origin])).toEqual([
      [{ group: "A" }, "member", "resource"],
      [{ group: "B" }, "member", "admin"],
      [{ principal: "own" }, "moderator", "admin"],
    ]);
    const [audited] = await world.db.auditLog.findMany({
      where: { spaceId, verb: "channel.roles" },
      orderBy: { id: "desc" },
    });
    expect(audited).toMatchObject({
      target: "channel:x",
      before: {
        roles: [
          { holder: { group: "A" }, role: "moderator" },
          { holder: { principal: "own" }, role: "owner" },
        ],
      },
      after: {
        roles: [
          { holder: { group: "A" }, role: null },
          { holder: { principal: "own" }, role: "moderator" },
        ],
      },
    });
  });

  it("called again changes nothing and raises no revision", async () => {
    const changes = [{ holder: { group: "A" }, role: "member" as const }];
    const first = await update(changes);
    expect(await update(changes)).toEqual({ changed: 0, closed: 0, revision: first.revision });
  });

  it("closes what is lost with a role and nothing else", async () => {
    await update([
      { holder: { group: "A" }, role: "member" },
      { holder: { group: "B" }, role: "member" },
    ]);
    const lost = await scene.credential("a", ["ch:x"]);
    await scene.credential("b", ["ch:x"]);
    expect((await update([{ holder: { group: "A" }, role: null }])).closed).toBe(1);
    expect(await scene.revoked()).toEqual([lost]);
  });

  it("is refused when the roles changed since the form was filled in, and only then", async () => {
    const { ctx, spaceId } = scene;
    const { revision } = await list();
    // The rest of the space may change as it likes.
    await createGroup(ctx, { spaceId, name: "C" });
    const made = await update([{ holder: { group: "A" }, role: "member" }], revision);
    expect(made.changed).toBe(1);
    const stale = { code: "PRECONDITION_FAILED", reason: "stale_revision", fields: [{ path: "atRevision" }] };
    await expect(update([{ holder: { group: "B" }, role: "member" }], revision)).rejects.toMatchObject(stale);
    await update([{ holder: { group: "B" }, role: "member" }], made.revision);
    const { revision: later } = await list();
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["B"] });
    await expect(update([{ holder: { group: "B" }, role: null }], later)).rejects.toMatchObject(stale);
    expect((await list()).entries).toHaveLength(3);
  });

  it("of two forms filled in at the same time takes one", async () => {
    const { revision } = await list();
    const both = await Promise.allSettled([
      update([{ holder: { group: "A" }, role: "owner" }], revision),
      update([{ holder: { group: "A" }, role: "member" }], revision),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await rows()).toBe(1);
  });

  it("is for owners of the channel, admins and services", async () => {
    const { spaceId } = scene;
    await update([
      { holder: { principal: "own" }, role: "owner" },
      { holder: { principal: "a" }, role: "moderator" },
    ]);
    const [admin, operator] = [await scene.person("admin"), await scene.person("operator")];
    const change = [{ holder: { group: "B" }, role: "member" as const }];
    for (const by of [as("a"), as("b"), operator.ctx]) {
      await expect(update(change, undefined, by)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(list(by)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    for (const by of [as("own"), admin.ctx]) {
      await expect(update(change, undefined, by)).resolves.toBeDefined();
      expect((await list(by)).entries).toHaveLength(3);
    }
    await update([{ holder: { principal: "own" }, role: null }], undefined, as("own"));
    const place = { channel: "x" };
    const managing = { spaceId, principal: "own", action: "channel.manage", place } as const;
    expect(await checkPermission(scene.ctx, managing)).toMatchObject({ allowed: false });
  });

  it("refuses bad input by its field and writes none of it", async () => {
    const { spaceId } = scene;
    const good = { holder: { group: "A" }, role: "member" };
    const wrong: [string, unknown, string][] = [
      ["nothing", [], "changes"],
      ["no list", { 0: good }, "changes"],
      [
        "too many",
        Array.from({ length: 1_001 }, (_, index) => ({ ...good, holder: { group: `G${index}` } })),
        "changes",
      ],
      ["an unknown role", [good, { ...good, role: "king" }], "changes[1].role"],
      ["no role", [{ holder: { group: "A" } }], "changes[0].role"],
      ["a holder of no kind", [{ holder: { team: "A" }, role: null }], "changes[0].holder"],
      ["a holder of both kinds", [{ holder: { group: "A", principal: "a" }, role: null }], "changes[0].holder"],
      [
        "an id with a look-alike letter",
        [{ holder: { principal: "аgent" }, role: null }],
        "changes[0].holder.principal",
      ],
      ["a control character", [{ holder: { group: "A\u0007" }, role: null }], "changes[0].holder.group"],
      ["a holder twice", [good, { ...good, role: "owner" }], "changes[1].holder"],
      ["an unknown group", [good, { holder: { group: "Ghosts" }, role: "member" }], "changes[1].holder.group"],
      [
        "a group with a look-alike letter",
        [good, { holder: { group: "А" }, role: "member" }],
        "changes[1].holder.group",
      ],
      ["an unknown principal", [{ holder: { principal: "ghost" }, role: null }, good], "changes[0].holder.principal"],
    ];
    for (const [what, changes, path] of wrong) {
      await expect(update(changes as never), what).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path }] });
    }
    await expect(update([{ holder: { group: "A" }, role: "member" }], "latest")).rejects.toMatchObject({
      code: "VALIDATION",
      fields: [{ path: "atRevision" }],
    });
    const stranger = await createScene(world);
    const elsewhere = { spaceId, channel: "y", changes: [{ holder: { group: "A" }, role: null }] };
    await expect(updateChannelAuth(scene.ctx, elsewhere)).rejects.toMatchObject({ reason: "unknown_channel" });
    await addMembers(scene.ctx, { spaceId, group: "A", principals: ["b"] });
    const foreign = { ...elsewhere, spaceId: stranger.spaceId, channel: "x" };
    await expect(updateChannelAuth(scene.ctx, foreign)).rejects.toMatchObject({ reason: "unknown_channel" });
    expect(await rows()).toBe(0);
  });
});
