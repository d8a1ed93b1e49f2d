import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ServiceContext } from "@/server/db";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { blockHolder } from "../blocks/block-holder";
import { setChannelGrants } from "../grants/set-channel-grants";
import { setThreadParticipants } from "../grants/set-thread-participants";
import { updateChannelAuth } from "../grants/update-channel-auth";
import { createScene, type Scene } from "../scene";
import type { Action, Holder, Role } from "../types";
import { explain } from "./explain";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
});

const as = (principalId: string): ServiceContext =>
  world.context({ kind: "agent", spaceId: scene.spaceId, principalId });

async function give(channel: string, holder: Holder, role: Role | null): Promise<void> {
  await updateChannelAuth(scene.ctx, { spaceId: scene.spaceId, channel, changes: [{ holder, role }] });
}

describe("explain", () => {
  const ask = (by: ServiceContext, principal: string, action: Action, thread?: string) =>
    explain(by, { spaceId: scene.spaceId, principal, action, place: { channel: "x", thread } });

  it("gives every way of a right, and no way twice", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a");
    await scene.groups({ A: ["a"], B: ["a"] });
    await scene.channel({ name: "x", visibility: "public" });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A"] });
    await give("x", { group: "A" }, "member");
    await give("x", { group: "B" }, "moderator");
    const reading = await ask(ctx, "a", "channel.read");
    expect(reading).toMatchObject({ decision: { allowed: true }, missing: [], blocks: [] });
    expect(reading.ways).toEqual([
      { path: ["agent a", "#x is public"], role: null },
      { path: ["agent a", "group B", "moderator of #x"], role: "moderator" },
      { path: ["agent a", "group A", "member of #x"], role: "member" },
    ]);
    expect((await ask(ctx, "a", "channel.moderate")).ways).toEqual([
      { path: ["agent a", "group B", "moderator of #x"], role: "moderator" },
    ]);
    expect(reading.revision).toBe((await scene.revision()).toString());
  });

  it("says all that is missing: the right, an end of each block, an open channel", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a", "b");
    await scene.groups({ A: [], B: ["b"], Focus: [] });
    await scene.channel({ name: "x", state: "Paused" });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A", "B"] });
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const block = { spaceId, channel: "x", reason: "spam" };
    await blockHolder(ctx, { ...block, holder: { principal: "b" }, effect: "access", expiresAt });
    await blockHolder(ctx, { ...block, holder: { group: "B" }, effect: "posting" });
    expect(await ask(ctx, "a", "channel.post")).toMatchObject({
      ways: [],
      missing: ["The role member or moderator or owner on #x. Membership in one of the groups A, B gives one."],
    });
    expect((await ask(ctx, "a", "channel.manage")).missing).toEqual(["The role owner on #x. No group has one yet."]);
    const posting = await ask(ctx, "b", "channel.post");
    expect(posting).toMatchObject({
      decision: { allowed: false, code: "blocked" },
      ways: [{ path: ["agent b", "group B", "member of #x"], role: "member" }],
      missing: expect.arrayContaining([
        `An end of the block of "b" on #x (spam). It ends by itself at ${expiresAt}.`,
        "An end of the pause of the group B on #x (spam).",
        "#x is paused: posting opens again when it is resumed.",
      ]),
    });
    expect(posting.missing).toHaveLength(3);
    expect(posting.blocks.map(({ effect, holder }) => [effect, holder])).toEqual(
      expect.arrayContaining([
        ["access", { principal: "b" }],
        ["posting", { group: "B" }],
      ]),
    );
    await scene.thread("x", "own", true);
    await setThreadParticipants(ctx, { spaceId, channel: "x", thread: "own", groups: ["Focus"] });
    expect((await ask(ctx, "a", "channel.read", "own")).missing).toEqual([
      "Membership in the group Focus that takes part in #x/own.",
    ]);
    const observer = await scene.person("observer");
    expect((await ask(ctx, observer.id, "channel.post")).missing).toEqual([
      "Another platform role: an observer never may post to anything.",
    ]);
    expect((await explain(ctx, { spaceId, principal: "ghost", action: "space.admin" })).missing).toEqual([
      'There is no principal "ghost" in this space.',
    ]);
  });

  it("tells the principal itself what it would be told, owners and admins the rest, and others nothing", async () => {
    const { spaceId } = scene;
    await scene.agents("a", "b", "own");
    await scene.channel({ name: "x" });
    await give("x", { principal: "own" }, "owner");
    const [admin, operator] = [await scene.person("admin"), await scene.person("operator")];
    const told = await ask(as("a"), "a", "channel.read");
    expect(told.missing).toEqual([expect.stringContaining("it does not exist or it is not open to you")]);
    const ofNone = await explain(as("a"), {
      spaceId,
      principal: "a",
      action: "channel.read",
      place: { channel: "nowhere" },
    });
    expect(JSON.stringify(ofNone).replaceAll("nowhere", "x")).toBe(JSON.stringify(told));
    for (const by of [as("own"), admin.ctx]) {
      expect((await ask(by, "a", "channel.read")).missing).toEqual([
        "The role member or moderator or owner on #x. No group has one yet.",
      ]);
    }
    for (const by of [as("b"), operator.ctx]) {
      await expect(ask(by, "a", "channel.read")).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(explain(by, { spaceId, principal: "a", action: "space.admin" })).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    }
  });
});
