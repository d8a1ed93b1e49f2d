import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ServiceContext } from "@/server/db";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { blockHolder } from "../blocks/block-holder";
import { checkPermissions } from "../check-permissions";
import { setChannelGrants } from "../grants/set-channel-grants";
import { setThreadParticipants } from "../grants/set-thread-participants";
import { updateChannelAuth } from "../grants/update-channel-auth";
import { addMembers } from "../groups/add-members";
import { setPrincipalDisabled } from "../identities/set-disabled";
import { createScene, type Scene } from "../scene";
import type { Holder, Role } from "../types";
import { type ListPrincipalsWithAccessInput, listPrincipalsWithAccess } from "./list-principals-with-access";
import { listResourcesFor } from "./list-resources-for";

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

/** All pages, each with `limit` rows. */
async function everybody(input: Omit<ListPrincipalsWithAccessInput, "spaceId">, by = scene.ctx) {
  const { spaceId } = scene;
  const principals: Awaited<ReturnType<typeof listPrincipalsWithAccess>>["principals"] = [];
  let after: string | undefined;
  do {
    const page = await listPrincipalsWithAccess(by, { spaceId, limit: 2, ...input, after });
    principals.push(...page.principals);
    after = page.next;
  } while (after !== undefined);
  return principals;
}
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

describe("listPrincipalsWithAccess", () => {
  it("pages by id through those who can, with their role, all their ways and what keeps them from posting", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a", "b", "c", "d", "e");
    await scene.groups({ A: ["a", "b", "d"], B: ["b", "c"] });
    const admin = await scene.person("admin", "zoe@example.org");
    await scene.channel({ name: "x" });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A", "B"] });
    await give("x", { principal: "b" }, "moderator");
    await blockHolder(ctx, { spaceId, channel: "x", holder: { principal: "d" }, effect: "access", reason: "no" });
    await blockHolder(ctx, { spaceId, channel: "x", holder: { group: "B" }, effect: "posting", reason: "cool down" });
    await setPrincipalDisabled(ctx, { spaceId, principalId: "a", isDisabled: true });
    expect(await everybody({ channel: "x" })).toEqual([
      {
        id: "b",
        kind: "agent",
        displayName: "b",
        role: "moderator",
        ways: [
          ["agent b", "moderator of #x"],
          ["agent b", "group A", "member of #x"],
          ["agent b", "group B", "member of #x"],
        ],
        block: null,
      },
      {
        id: "c",
        kind: "agent",
        displayName: "c",
        role: "member",
        ways: [["agent c", "group B", "member of #x"]],
        block: expect.objectContaining({ holder: { group: "B" }, effect: "posting", reason: "cool down" }),
      },
      expect.objectContaining({ id: admin.id, role: null, ways: [[`person ${admin.id}`, "platform role admin"]] }),
    ]);
    expect(idsOf(await everybody({ channel: "x", action: "channel.post" }))).toEqual(["b", admin.id]);
  });

  it("says yes to exactly those to whom checkPermission does, for channels and threads, searched or not", async () => {
    const { ctx, spaceId } = scene;
    const agents = ["a-1", "a-2", "b-1", "b-2"];
    await scene.agents(...agents);
    await scene.groups({ A: ["a-1", "b-1"], B: ["a-2", "b-1"] });
    const people = await Promise.all((["admin", "operator", "observer"] as const).map((role) => scene.person(role)));
    const principals = [...agents, ...people.map(({ id }) => id)];
    await scene.channel({ name: "x" });
    await scene.thread("x", "own", true);
    await scene.thread("x", "open", false);
    const groups = fc.subarray(["A", "B"]);
    const holder: fc.Arbitrary<Holder> = fc.oneof(
      fc.record({ group: fc.constantFrom("A", "B") }),
      fc.record({ principal: fc.constantFrom(...principals) }),
    );
    const given = fc.record({
      visibility: fc.constantFrom("public" as const, "private" as const),
      groups,
      participants: groups,
      holder,
      role: fc.option(fc.constantFrom("owner" as const, "moderator" as const, "member" as const)),
      blocked: fc.option(fc.record({ holder, effect: fc.constantFrom("access" as const, "posting" as const) })),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ visibility, groups, participants, holder, role, blocked }) => {
        await scene.channel({ name: "x", visibility });
        await setChannelGrants(ctx, { spaceId, channel: "x", groups });
        await setThreadParticipants(ctx, { spaceId, channel: "x", thread: "own", groups: participants });
        await give("x", holder, role);
        await world.db.block.deleteMany({ where: { channel: { spaceId } } });
        if (blocked) await blockHolder(ctx, { spaceId, channel: "x", ...blocked, reason: "no" }).catch(() => undefined);
        for (const thread of [undefined, "own", "open"]) {
          for (const action of ["channel.read", "channel.post"] as const) {
            const place = { channel: "x", thread };
            const answers = await checkPermissions(ctx, {
              spaceId,
              requests: principals.map((principal) => ({ principal, action, place })),
            });
            const allowed = principals.filter((_id, index) => answers[index]?.allowed);
            const listed = await everybody({ channel: "x", thread, action });
            expect(idsOf(listed)).toEqual([...allowed].sort());
            expect(listed.every(({ ways }) => ways.length > 0)).toBe(true);
            const searched = await everybody({ channel: "x", thread, action, search: "B-" });
            expect(idsOf(searched)).toEqual(allowed.filter((id) => id.startsWith("b-")).sort());
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it("is for admins, services and owners of the channel, and refuses bad input by its field", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("own", "mod", "a");
    await scene.channel({ name: "x" });
    await give("x", { principal: "own" }, "owner");
    await give("x", { principal: "mod" }, "moderator");
    const list = (by: ServiceContext, part: object = {}) =>
      listPrincipalsWithAccess(by, { spaceId, channel: "x", ...part });
    const [admin, operator] = [await scene.person("admin"), await scene.person("operator")];
    for (const by of [ctx, as("own"), admin.ctx]) {
      expect(idsOf((await list(by)).principals)).toEqual(["mod", "own", admin.id].sort());
    }
    for (const by of [as("mod"), as("a"), operator.ctx]) {
      await expect(list(by)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(list(ctx, { channel: "nowhere" })).rejects.toMatchObject({ reason: "unknown_channel" });
    await expect(list(ctx, { thread: "none" })).rejects.toMatchObject({ reason: "unknown_thread" });
    for (const [part, path] of [
      [{ channel: "X" }, "channel"],
      [{ thread: "a.b" }, "thread"],
      [{ action: "channel.manage" }, "action"],
      [{ after: "not-a-cursor" }, "after"],
      [{ limit: 201 }, "limit"],
      [{ search: "a\0" }, "search"],
    ] as const) {
      await expect(list(ctx, part), path).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path }] });
    }
  });
});

describe("listResourcesFor", () => {
  it("pages by name through what the principal can reach, with how", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a");
    await scene.groups({ A: ["a"] });
    for (const name of ["closed", "kept-out", "owned", "team", "team.deep"]) await scene.channel({ name });
    await scene.channel({ name: "lobby", visibility: "public" });
    await scene.channel({ name: "old", state: "Archived" });
    for (const channel of ["team", "old", "kept-out"]) await setChannelGrants(ctx, { spaceId, channel, groups: ["A"] });
    await give("owned", { principal: "a" }, "owner");
    await blockHolder(ctx, { spaceId, channel: "kept-out", holder: { group: "A" }, effect: "access", reason: "no" });
    await scene.thread("team.deep", "own", true);
    await setThreadParticipants(ctx, { spaceId, channel: "team.deep", thread: "own", groups: ["A"] });
    const channels = [];
    let after: string | undefined;
    do {
      const page = await listResourcesFor(as("a"), { spaceId, principal: "a", limit: 2, after });
      channels.push(...page.channels);
      after = page.next;
    } while (after !== undefined);
    expect(
      channels.map(({ name, role, canRead, canPost, canManage, path }) => [
        name,
        role,
        canRead,
        canPost,
        canManage,
        path,
      ]),
    ).toEqual([
      ["lobby", null, true, true, false, ["agent a", "#lobby is public"]],
      ["old", "member", true, false, false, ["agent a", "group A", "member of #old"]],
      ["owned", "owner", true, true, true, ["agent a", "owner of #owned"]],
      ["team", "member", true, true, false, ["agent a", "group A", "member of #team"]],
      ["team.deep", null, false, false, false, ["agent a", "group A", "participant of #team.deep/own"]],
    ]);
    const { channels: found } = await listResourcesFor(ctx, { spaceId, principal: "a", search: "TEAM" });
    expect(found.map(({ name }) => name)).toEqual(["team", "team.deep"]);
    const admin = await scene.person("admin");
    const { channels: all } = await listResourcesFor(ctx, { spaceId, principal: admin.id });
    expect(all).toHaveLength(7);
  });

  it("is for admins and the principal itself, and names an unknown principal", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a", "b");
    const operator = await scene.person("operator");
    for (const by of [as("b"), operator.ctx]) {
      await expect(listResourcesFor(by, { spaceId, principal: "a" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(listResourcesFor(operator.ctx, { spaceId, principal: operator.id })).resolves.toBeDefined();
    await expect(listResourcesFor(ctx, { spaceId, principal: "ghost" })).rejects.toMatchObject({
      code: "NOT_FOUND",
      fields: [{ path: "principal" }],
    });
    await expect(listResourcesFor(ctx, { spaceId, principal: "а" })).rejects.toMatchObject({
      code: "VALIDATION",
      fields: [{ path: "principal" }],
    });
  });
});

it("a group that is blocked as a whole does not slow the list of those with access down", async () => {
  const { ctx, spaceId } = scene;
  await scene.agents("z");
  await scene.groups({ Many: [], Few: ["z"] });
  await scene.channel({ name: "x" });
  const data = Array.from({ length: 3_000 }, (_, index) => ({
    spaceId,
    id: `m-${String(index).padStart(4, "0")}`,
    kind: "agent" as const,
    displayName: "many",
  }));
  await world.db.principal.createMany({ data });
  await addMembers(ctx, { spaceId, group: "Many", principals: data.map(({ id }) => id) });
  await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["Many", "Few"] });
  await blockHolder(ctx, { spaceId, channel: "x", holder: { group: "Many" }, effect: "access", reason: "leak" });
  const page = await listPrincipalsWithAccess(ctx, { spaceId, channel: "x" });
  expect([idsOf(page.principals), page.next]).toEqual([["z"], undefined]);
});
