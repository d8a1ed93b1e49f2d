import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PlatformRole } from "@/server/kernel";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { checkPermission, describeAccess } from "../check";
import { setChannelGrants } from "../grants/set-channel-grants";

import { setThreadParticipants } from "../grants/set-thread-participants";
import { updateChannelAuth } from "../grants/update-channel-auth";
import { createScene, type Scene } from "../scene";
import type { Action } from "../types";
import { listChannelMembers } from "./list-channel-members";
import { type ChannelView, listReadableChannels } from "./list-readable-channels";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
  await scene.agents("a", "b");
  await scene.groups({ A: ["a"], B: ["b"], C: ["a", "b"] });
});

describe("listReadableChannels", () => {
  it("shows what the principal can read with threads and rights, and nothing of the rest", async () => {
    const { ctx, spaceId } = scene;
    for (const name of ["x", "y", "z"]) await scene.channel({ name });
    await scene.channel({ name: "lobby", visibility: "public" });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A"] });
    await updateChannelAuth(ctx, { spaceId, channel: "x", changes: [{ holder: { principal: "a" }, role: "owner" }] });
    await scene.thread("x", "t1", false);
    await scene.thread("x", "t2", false);
    await scene.thread("x", "hidden", true);
    await scene.thread("y", "mine", true);
    await setThreadParticipants(ctx, { spaceId, channel: "y", thread: "mine", groups: ["C"] });

    const { channels, canAdminister, canCreateChannels } = await listReadableChannels(ctx, {
      spaceId,
      principalId: "a",
    });
    const brief = channels.map(({ name, canRead, canPost, canManage, threads }) => ({
      name,
      canRead,
      canPost,
      canManage,
      threads: threads.map((thread) => thread.name),
    }));
    expect(brief).toEqual([
      { name: "lobby", canRead: true, canPost: true, canManage: false, threads: [] },
      { name: "x", canRead: true, canPost: true, canManage: true, threads: ["t2", "t1"] },
      { name: "y", canRead: false, canPost: false, canManage: false, threads: ["mine"] },
    ]);
    expect([canAdminister, canCreateChannels]).toEqual([false, false]);
  });

  it("counts the threads that it does not list, without archived and closed ones", async () => {
    const { ctx, spaceId } = scene;
    await scene.channel({ name: "many", visibility: "public" });
    await scene.channel({ name: "few", visibility: "public" });
    for (const name of ["one", "two", "three", "four"]) await scene.thread("many", name, false);
    await scene.thread("many", "hidden", true);
    await scene.thread("many", "mine", true);
    await scene.thread("few", "one", false);
    await setThreadParticipants(ctx, { spaceId, channel: "many", thread: "mine", groups: ["A"] });
    await world.db.thread.updateMany({
      where: { name: "one", channel: { name: "many" } },
      data: { state: "Archived" },
    });
    const given = { spaceId, principalId: "a", threadsPerChannel: 2 };
    const { channels } = await listReadableChannels(ctx, given);
    expect(channels.map(({ name, threads, threadCount }) => [name, threads.length, threadCount])).toEqual([
      ["few", 1, 1],
      ["many", 3, 4],
    ]);
  });

  it("is for the principal itself", async () => {
    const { spaceId } = scene;
    const asOther = world.context({ kind: "agent", spaceId, principalId: "b" });
    await expect(listReadableChannels(asOther, { spaceId, principalId: "a" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const { id, ctx } = await scene.person("admin");
    expect(await listReadableChannels(ctx, { spaceId, principalId: id })).toMatchObject({ canAdminister: true });
    await expect(listReadableChannels(ctx, { spaceId: "nowhere", principalId: id })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("says of every channel and thread what checkPermission says", async () => {
    const { ctx, spaceId } = scene;
    const roles: PlatformRole[] = ["admin", "operator", "observer"];
    const people = await Promise.all(roles.map((role) => scene.person(role)));
    const principals = ["a", "b", ...people.map(({ id }) => id)];
    const groups = fc.subarray(["A", "B", "C", "Ghosts"]);
    const channelGiven = fc.record({
      visibility: fc.constantFrom("public" as const, "private" as const),
      state: fc.constantFrom("Active" as const, "Paused" as const, "Archived" as const),
      groups,
      participants: groups,
      owner: fc.option(fc.constantFrom(...principals)),
    });
    const actions: [Action, keyof ChannelView][] = [
      ["channel.read", "canRead"],
      ["channel.post", "canPost"],
      ["channel.manage", "canManage"],
      ["channel.moderate", "canModerate"],
      ["thread.create", "canCreateThread"],
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(channelGiven, { minLength: 1, maxLength: 3 }), async (given) => {
        for (const [index, one] of given.entries()) {
          const name = `x${index}`;
          await scene.channel({ name, visibility: one.visibility, state: one.state });
          await scene.thread(name, "own", true);
          await scene.thread(name, "open", false);
          await setChannelGrants(ctx, { spaceId, channel: name, groups: one.groups });
          await setThreadParticipants(ctx, { spaceId, channel: name, thread: "own", groups: one.participants });
          for (const principal of principals) {
            const role = principal === one.owner ? "owner" : null;
            await updateChannelAuth(ctx, { spaceId, channel: name, changes: [{ holder: { principal }, role }] });
          }
        }
        for (const principal of principals) {
          const { channels } = await listReadableChannels(ctx, { spaceId, principalId: principal });
          for (const index of given.keys()) {
            const channel = `x${index}`;
            const view = channels.find(({ name }) => name === channel);
            for (const [action, right] of actions) {
              const { allowed } = await checkPermission(ctx, { spaceId, principal, action, place: { channel } });
              expect(view?.[right] ?? false, `${principal} ${action} ${channel}`).toBe(allowed);
            }
            for (const thread of ["own", "open"]) {
              const place = { channel, thread };
              const reads = await checkPermission(ctx, { spaceId, principal, action: "channel.read", place });
              const posts = await checkPermission(ctx, { spaceId, principal, action: "channel.post", place });
              const listed = view?.threads.find(({ name }) => name === thread);
              expect([listed !== undefined, listed?.canPost ?? false]).toEqual([reads.allowed, posts.allowed]);
            }
          }
        }
      }),
      { numRuns: 8 },
    );
  });
});

describe("listChannelMembers", () => {
  it("pages through those who hold a role, with their groups and presence", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("c", "d", "off");
    await scene.channel({ name: "x" });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A", "C"] });
    await updateChannelAuth(ctx, { spaceId, channel: "x", changes: [{ holder: { principal: "c" }, role: "owner" }] });
    await world.db.principal.update({ where: { spaceId_id: { spaceId, id: "b" } }, data: { connections: 2 } });
    const first = await listChannelMembers(ctx, { spaceId, channel: "x", limit: 2 });
    expect(first).toMatchObject({
      members: [
        { id: "a", role: "member", groups: ["A", "C"], isOnline: false },
        { id: "b", role: "member", groups: ["C"], isOnline: true, connections: 2 },
      ],
      next: "b",
    });
    const rest = await listChannelMembers(ctx, { spaceId, channel: "x", limit: 2, after: first.next });
    expect(rest).toMatchObject({ members: [{ id: "c", role: "owner", groups: [] }], next: undefined });
    const online = await listChannelMembers(ctx, { spaceId, channel: "x", onlineOnly: true });
    expect(online.members.map(({ id }) => id)).toEqual(["b"]);
  });

  it("is the whole space on a public channel without groups, and for readers only", async () => {
    const { ctx, spaceId } = scene;
    await scene.channel({ name: "lobby", visibility: "public" });
    await scene.channel({ name: "x" });
    const { members } = await listChannelMembers(ctx, { spaceId, channel: "lobby" });
    expect(members.map(({ id, role }) => [id, role])).toEqual([
      ["a", null],
      ["b", null],
    ]);
    const { ctx: asOperator } = await scene.person("operator");
    await expect(listChannelMembers(asOperator, { spaceId, channel: "lobby" })).resolves.toBeDefined();
    await expect(listChannelMembers(asOperator, { spaceId, channel: "x" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(listChannelMembers(asOperator, { spaceId, channel: "nope" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const stranger = await createScene(world);
    const foreign = listChannelMembers(asOperator, { spaceId: stranger.spaceId, channel: "x" });
    await expect(foreign).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

it("describeAccess explains reading and posting to people", async () => {
  const { ctx, spaceId } = scene;
  await scene.channel({ name: "x" });
  await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["B"] });
  const { read, post } = await describeAccess(ctx, { spaceId, principal: "a", place: { channel: "x" } });
  expect(read.reason).toMatch(/^You cannot read #x: none of your groups \(A, C\) has a role on this channel\./);
  expect(post).toMatchObject({ allowed: false, code: "forbidden" });
});
