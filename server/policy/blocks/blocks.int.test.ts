import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { ServiceContext } from "@/server/db";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { listChannelMembers } from "../access/list-channel-members";
import { listReadableChannels } from "../access/list-readable-channels";
import { createPermissionCache } from "../cache";
import { checkPermission } from "../check";
import { setChannelGrants } from "../grants/set-channel-grants";
import { setThreadParticipants } from "../grants/set-thread-participants";
import { updateChannelAuth } from "../grants/update-channel-auth";
import { addMembers } from "../groups/add-members";
import { createScene, type Scene } from "../scene";
import type { Action, Holder } from "../types";
import { blockHolder } from "./block-holder";
import { liftBlock } from "./lift-block";
import { listBlocks } from "./list-blocks";
import { sweepBlocks } from "./sweep";

let world: TestWorld;
let scene: Scene;
let asModerator: ServiceContext;
let asOwner: ServiceContext;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
  const { ctx, spaceId } = scene;
  await scene.agents("a", "b", "mod", "mod-2", "own");
  await scene.groups({ Readers: ["a", "b"], Focus: ["a"] });
  await scene.channel({ name: "x" });
  await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["Readers"] });
  await updateChannelAuth(ctx, {
    spaceId,
    channel: "x",
    changes: [
      { holder: { principal: "mod" }, role: "moderator" },
      { holder: { principal: "mod-2" }, role: "moderator" },
      { holder: { principal: "own" }, role: "owner" },
    ],
  });
  asModerator = world.context({ kind: "agent", spaceId, principalId: "mod" });
  asOwner = world.context({ kind: "agent", spaceId, principalId: "own" });
});

const x = (holder: Holder, effect: "access" | "posting" = "access") => ({
  spaceId: scene.spaceId,
  channel: "x",
  holder,
  effect,
});
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

async function decisionOf(principal: string, action: Action, thread?: string) {
  const place = { channel: "x", thread };
  return checkPermission(scene.ctx, { spaceId: scene.spaceId, principal, action, place });
}

describe("blockHolder", () => {
  it("keeps a principal out of the channel and its threads, says why, and closes what it has open", async () => {
    const { ctx, spaceId } = scene;
    await scene.thread("x", "open", false);
    await scene.thread("x", "own", true);
    await setThreadParticipants(ctx, { spaceId, channel: "x", thread: "own", groups: ["Focus"] });
    const lost = await scene.credential("a", ["ch:x", "pt:x.private.own"]);
    const lostThread = await scene.credential("a", ["pt:x.private.own"]);
    await scene.credential("b", ["ch:x"]);
    const expiresAt = inMs(60_000);
    const made = await blockHolder(asModerator, { ...x({ principal: "a" }), reason: "spam.", expiresAt });
    expect(made).toMatchObject({
      closed: 2,
      block: {
        holder: { principal: "a" },
        effect: "access",
        reason: "spam.",
        createdBy: `agent:${spaceId}/mod`,
        expiresAt,
      },
    });
    expect(await scene.revoked()).toEqual([lost, lostThread].sort());
    for (const thread of [undefined, "open", "own"]) {
      for (const action of ["channel.read", "channel.post"] as const) {
        expect(await decisionOf("a", action, thread)).toMatchObject({
          allowed: false,
          code: "blocked",
          rule: "channel.block",
          reason: `You are blocked from #x until ${expiresAt}: spam. A moderator of the channel or an admin can lift that.`,
          validUntil: expiresAt,
        });
      }
    }
    expect(await decisionOf("b", "channel.read")).toMatchObject({ allowed: true });
    expect((await listReadableChannels(ctx, { spaceId, principalId: "a" })).channels).toEqual([]);
    const { members } = await listChannelMembers(ctx, { spaceId, channel: "x" });
    expect(members.map(({ id }) => id)).toEqual(["b", "mod", "mod-2", "own"]);
  });

  it("pauses a group: its members read and do not post, its moderators do", async () => {
    const { ctx, spaceId } = scene;
    await addMembers(ctx, { spaceId, group: "Readers", principals: ["mod", "own"] });
    const credential = await scene.credential("a", ["ch:x"]);
    const { closed } = await blockHolder(asModerator, { ...x({ group: "Readers" }, "posting"), reason: "cool down" });
    expect([closed, await scene.revoked()]).toEqual([0, []]);
    expect(credential).toBeTruthy();
    expect(await decisionOf("a", "channel.read")).toMatchObject({ allowed: true });
    const reason =
      "Your group Readers is paused on #x: cool down. You can read, but not post. A moderator of the channel or an admin can lift that.";
    expect(await decisionOf("a", "channel.post")).toMatchObject({ code: "paused", rule: "channel.pause", reason });
    expect(await decisionOf("a", "thread.create")).toMatchObject({ code: "paused" });
    for (const principal of ["mod", "own"])
      expect(await decisionOf(principal, "channel.post")).toMatchObject({ allowed: true });
    const { members } = await listChannelMembers(ctx, { spaceId, channel: "x" });
    expect(members.filter(({ isPaused }) => isPaused).map(({ id }) => id)).toEqual(["a", "b"]);
    const { channels } = await listReadableChannels(ctx, { spaceId, principalId: "a" });
    expect(channels).toMatchObject([{ name: "x", canRead: true, canPost: false, canCreateThread: false }]);
  });

  it("of a group closes what its members have open, and nothing of others", async () => {
    const { ctx, spaceId } = scene;
    await addMembers(ctx, { spaceId, group: "Readers", principals: ["mod"] });
    const lost = [await scene.credential("a", ["ch:x"]), await scene.credential("b", ["ch:x"])];
    await scene.credential("mod", ["ch:x"]);
    await scene.credential("own", ["ch:x"]);
    const { closed } = await blockHolder(asModerator, { ...x({ group: "Readers" }), reason: "leak" });
    expect([closed, await scene.revoked()]).toEqual([2, lost.sort()]);
  });

  it("is only of those below the own rank, and of nobody who stands above blocks", async () => {
    const { ctx, spaceId } = scene;
    const admin = await scene.person("admin");
    const block = (as: ServiceContext, holder: Holder) => blockHolder(as, { ...x(holder), reason: "no" });
    for (const principal of ["mod", "mod-2", "own", admin.id]) {
      await expect(block(asModerator, { principal }), principal).rejects.toMatchObject({
        code: "FORBIDDEN",
        reason: "rank",
      });
    }
    await expect(block(asOwner, { principal: "own" })).rejects.toMatchObject({ reason: "rank" });
    await expect(block(admin.ctx, { principal: "own" })).rejects.toMatchObject({ reason: "rank" });
    await updateChannelAuth(ctx, {
      spaceId,
      channel: "x",
      changes: [{ holder: { group: "Focus" }, role: "moderator" }],
    });
    await expect(block(asOwner, { group: "Focus" })).rejects.toMatchObject({
      reason: "rank",
      fields: [{ path: "holder" }],
    });
    await expect(block(asModerator, { principal: "a" })).rejects.toMatchObject({ reason: "rank" });
    expect(await world.db.block.count({ where: { channel: { spaceId } } })).toBe(0);

    await expect(block(asOwner, { principal: "mod" })).resolves.toBeDefined();
    const { reason } = await decisionOf("mod", "channel.moderate");
    expect(reason).toContain("An owner of the channel or an admin can lift that.");
    await expect(liftBlock(asModerator, x({ principal: "mod" }))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("is for moderators, owners, admins and services", async () => {
    const { ctx, spaceId } = scene;
    const [admin, operator, observer] = [
      await scene.person("admin"),
      await scene.person("operator"),
      await scene.person("observer"),
    ];
    const given = { ...x({ principal: "b" }), reason: "no" };
    const asMember = world.context({ kind: "agent", spaceId, principalId: "a" });
    const asStranger = world.context({
      kind: "agent",
      spaceId: (await createScene(world)).spaceId,
      principalId: "mod",
    });
    for (const as of [asMember, asStranger, operator.ctx, observer.ctx]) {
      await expect(blockHolder(as, given)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(liftBlock(as, x({ principal: "b" }))).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(listBlocks(as, { spaceId, channel: "x" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    for (const as of [asModerator, asOwner, admin.ctx, ctx]) {
      await expect(blockHolder(as, given)).resolves.toBeDefined();
      expect(await listBlocks(as, { spaceId, channel: "x" })).toHaveLength(1);
      await expect(liftBlock(as, x({ principal: "b" }))).resolves.toBeDefined();
    }
  });

  it("takes the place of an earlier one with the same effect, changes nothing when repeated, and is audited", async () => {
    const { spaceId } = scene;
    const first = await blockHolder(asModerator, { ...x({ principal: "a" }), reason: "one" });
    const again = await blockHolder(asModerator, { ...x({ principal: "a" }), reason: "one" });
    expect(again).toEqual({ ...first, closed: 0 });
    const other = await blockHolder(asOwner, { ...x({ principal: "a" }), reason: "two", expiresAt: inMs(60_000) });
    await blockHolder(asModerator, { ...x({ principal: "a" }, "posting"), reason: "three" });
    expect(await listBlocks(asModerator, { spaceId, channel: "x" })).toMatchObject([
      { effect: "posting", reason: "three", expiresAt: null },
      { effect: "access", reason: "two", createdBy: `agent:${spaceId}/own`, id: other.block.id },
    ]);
    const audited = await world.db.auditLog.findMany({
      where: { spaceId, verb: "channel.block" },
      orderBy: { id: "asc" },
    });
    expect(audited).toMatchObject([
      { target: "channel:x", before: null, after: { reason: "one" } },
      { before: { reason: "one" }, after: { reason: "two", holder: { principal: "a" } } },
      { after: { reason: "three" } },
    ]);
  });

  it("refuses bad input by its field and writes nothing", async () => {
    const { spaceId } = scene;
    const good = { ...x({ principal: "a" }), reason: "spam" };
    const wrong: [string, Record<string, unknown>, string][] = [
      ["an unknown effect", { effect: "shadow" }, "effect"],
      ["no reason", { reason: "  " }, "reason"],
      ["a long reason", { reason: "x".repeat(501) }, "reason"],
      ["a reason with a NUL", { reason: "a\0b" }, "reason"],
      ["an end in the past", { expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
      ["an end that is no time", { expiresAt: "tomorrow" }, "expiresAt"],
      ["a number for an end", { expiresAt: 1_900_000_000 }, "expiresAt"],
      ["nobody", { holder: {} }, "holder"],
      ["two at once", { holder: { principal: "a", group: "Readers" } }, "holder"],
      ["an id with a look-alike letter", { holder: { principal: "аgent" } }, "holder.principal"],
      ["a name with a NUL", { holder: { group: "A\0" } }, "holder.group"],
      ["a channel that cannot be one", { channel: "X Y" }, "channel"],
      ["a space that cannot be one", { spaceId: "\0" }, "spaceId"],
    ];
    for (const [what, part, path] of wrong) {
      const made = blockHolder(scene.ctx, { ...good, ...part } as typeof good);
      await expect(made, what).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path }] });
    }
    const unknown: [Record<string, unknown>, string][] = [
      [{ holder: { principal: "ghost" } }, "unknown_principal"],
      [{ holder: { group: "Reаders" } }, "unknown_group"],
      [{ channel: "nowhere" }, "unknown_channel"],
    ];
    for (const [part, reason] of unknown) {
      const made = blockHolder(scene.ctx, { ...good, ...part } as typeof good);
      await expect(made, reason).rejects.toMatchObject({ code: "NOT_FOUND", reason });
    }
    await expect(liftBlock(scene.ctx, x({ principal: "a" }))).rejects.toMatchObject({ reason: "unknown_block" });
    expect(await world.db.block.count({ where: { channel: { spaceId } } })).toBe(0);
  });
});

describe("a block's end", () => {
  it("counts at once, cached or not, and the sweep announces it", async () => {
    const { ctx, spaceId } = scene;
    const cache = createPermissionCache({ ...world, maxAgeMs: 3_600_000 });
    const request = { spaceId, principal: "a", action: "channel.post", place: { channel: "x" } } as const;
    await vi.waitFor(async () => expect(await cache.check(request)).toMatchObject({ allowed: true }));
    const expiresAt = inMs(1_500);
    const { revision } = await blockHolder(ctx, { ...x({ principal: "a" }), reason: "a moment", expiresAt });
    expect(await cache.check({ ...request, atLeastRevision: revision })).toMatchObject({ code: "blocked" });
    expect(await sweepBlocks(ctx)).toBe(0);
    await vi.waitFor(async () => expect(await cache.check(request)).toMatchObject({ allowed: true }), 5_000);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
    expect(await checkPermission(ctx, request)).toMatchObject({ allowed: true, revision });
    expect(await listBlocks(ctx, { spaceId, channel: "x" })).toEqual([]);

    const heard: unknown[] = [];
    const end = world.bus.subscribe("policy.changed", (event) => heard.push(event));
    expect(await sweepBlocks(ctx)).toBe(1);
    await vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining({ spaceId, principals: ["a"] })));
    end();
    expect(await world.db.block.count({ where: { channel: { spaceId } } })).toBe(0);
    const [audited] = await world.db.auditLog.findMany({ where: { spaceId, verb: "channel.unblock" } });
    expect(audited).toMatchObject({ target: "channel:x", before: { blocks: [{ reason: "a moment" }] } });
    expect(await sweepBlocks(ctx)).toBe(0);
    await cache.close();
  });

  it("gives back what a lifted one gave back, to a principal and to a group", async () => {
    for (const holder of [{ principal: "a" }, { group: "Readers" }]) {
      await blockHolder(asModerator, { ...x(holder), reason: "no" });
      expect(await decisionOf("a", "channel.read")).toMatchObject({ code: "blocked" });
      await liftBlock(asModerator, x(holder));
      expect(await decisionOf("a", "channel.read")).toMatchObject({ allowed: true });
    }
  });
});
