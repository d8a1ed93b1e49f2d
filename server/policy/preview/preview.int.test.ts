import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Place } from "@/sdk/protocol";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { blockHolder } from "../blocks/block-holder";
import { liftBlock } from "../blocks/lift-block";
import { decide } from "../decide";
import { loadFacts } from "../facts-repository";
import { setChannelGrants } from "../grants/set-channel-grants";
import { setThreadParticipants } from "../grants/set-thread-participants";
import { updateChannelAuth } from "../grants/update-channel-auth";
import { addMembers } from "../groups/add-members";
import { createGroup } from "../groups/create";
import { deleteGroup } from "../groups/delete";
import { removeMembers } from "../groups/remove-members";
import { setPrincipalDisabled } from "../identities/set-disabled";
import { createScene, type Scene } from "../scene";
import type { Holder } from "../types";
import type { PreviewChangeInput } from "./input";
import { type Effect, previewChange } from "./preview-change";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
});

type Change = PreviewChangeInput["change"];

const preview = (change: Change) => previewChange(scene.ctx, { spaceId: scene.spaceId, change });
const places: Record<string, Place> = {
  x: { channel: "x" },
  y: { channel: "y" },
  "x/own": { channel: "x", thread: "own" },
};
const actions = ["channel.read", "channel.post", "channel.moderate", "channel.manage"] as const;

/** What everybody may do everywhere, by `checkPermission`'s own rules. */
async function rightsOf(principals: string[]): Promise<Map<string, Set<string>>> {
  const asked = principals.flatMap((principal) =>
    Object.entries(places).map(([name, place]) => ({ principal, name, place })),
  );
  const facts = (await loadFacts(world.db, scene.spaceId, asked)) ?? [];
  return new Map(
    asked.map((one, index) => {
      const its = facts[index];
      const here = one.place.thread === undefined ? actions : actions.slice(0, 2);
      const may = its ? here.filter((action) => decide({ ...one, action }, its).allowed) : [];
      return [`${one.principal} ${one.name}`, new Set<string>(may)];
    }),
  );
}

function effectBetween(before: Map<string, Set<string>>, after: Map<string, Set<string>>) {
  const pairs = [...before].flatMap(([pair, had]) => {
    const has = after.get(pair) ?? new Set();
    const lost = [...had].filter((action) => !has.has(action));
    return lost.length > 0 ? [{ pair, isReading: lost.includes("channel.read") }] : [];
  });
  const parts = pairs.map(({ pair }) => pair.split(" "));
  return {
    principals: new Set(parts.map(([principal]) => principal)).size,
    channels: new Set(parts.map(([, place]) => place)).size,
    pairs: pairs.length,
    reading: pairs.filter(({ isReading }) => isReading).length,
  };
}

function figures({ principals, channels, pairs, reading }: Effect) {
  return { principals, channels, pairs, reading };
}

describe("previewChange", () => {
  it("says of any change exactly what it then does", async () => {
    const { ctx, spaceId } = scene;
    const agents = ["a", "b", "c", "d"];
    await scene.agents(...agents);
    const people = [await scene.person("admin"), await scene.person("operator"), await scene.person("observer")];
    const principals = [...agents, ...people.map(({ id }) => id)];
    await scene.groups({ A: ["a", "b"], B: ["b", "c"] });
    await scene.channel({ name: "x" });
    await scene.channel({ name: "y" });
    await scene.thread("x", "own", true);

    const group = fc.constantFrom("A", "B");
    const principal = fc.constantFrom(...principals);
    const channel = fc.constantFrom("x", "y");
    const holder: fc.Arbitrary<Holder> = fc.oneof(fc.record({ group }), fc.record({ principal }));
    const role = fc.option(fc.constantFrom("owner" as const, "moderator" as const, "member" as const));
    const effect = fc.constantFrom("access" as const, "posting" as const);
    const visibility = fc.constantFrom("public" as const, "private" as const);
    const changes = fc.uniqueArray(fc.record({ holder, role }), {
      minLength: 1,
      maxLength: 3,
      selector: (one) => JSON.stringify(one.holder),
    });
    const some = fc.subarray(principals);
    const step = fc.oneof(
      fc.record({ kind: fc.constant("auth" as const), channel, changes }),
      fc.record({
        kind: fc.constant("resource-groups" as const),
        channel,
        groups: fc.subarray(["A", "B"]),
        visibility,
      }),
      fc.record({
        kind: fc.constant("channel" as const),
        channel,
        changes,
        groups: fc.subarray(["A", "B"]),
        visibility,
      }),
      fc.record({ kind: fc.constant("members" as const), group, add: some, remove: some }),
      fc.record({ kind: fc.constant("block" as const), channel, holder, effect }),
      fc.record({ kind: fc.constant("delete-group" as const), group }),
      fc.record({ kind: fc.constant("disable" as const), principal }),
    );
    const others = fc.record({ participants: fc.subarray(["A", "B"]), lifted: fc.boolean(), enabled: principal });

    async function make(change: Change): Promise<void> {
      switch (change.kind) {
        case "auth":
          await updateChannelAuth(ctx, { spaceId, ...change });
          return;
        case "resource-groups":
          await scene.channel({ name: change.channel, visibility: change.visibility });
          await setChannelGrants(ctx, { spaceId, ...change });
          return;
        case "channel":
          await updateChannelAuth(ctx, { spaceId, channel: change.channel, changes: change.changes });
          return make({ ...change, kind: "resource-groups" });
        case "members": {
          const { group, add = [], remove = [] } = change;
          const adding = add.filter((id) => !remove.includes(id));
          const removing = remove.filter((id) => !add.includes(id));
          if (adding.length > 0) await addMembers(ctx, { spaceId, group, principals: adding });
          if (removing.length > 0) await removeMembers(ctx, { spaceId, group, principals: removing });
          return;
        }
        case "block":
          await blockHolder(ctx, { spaceId, ...change, reason: "test" });
          return;
        case "delete-group":
          await deleteGroup(ctx, { spaceId, name: change.group });
          return;
        case "disable":
          await setPrincipalDisabled(ctx, { spaceId, principalId: change.principal, isDisabled: true });
      }
    }

    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, others), { minLength: 2, maxLength: 5 }), async (steps) => {
        for (const [change, { participants, lifted, enabled }] of steps) {
          await setThreadParticipants(ctx, { spaceId, channel: "x", thread: "own", groups: participants });
          await setPrincipalDisabled(ctx, { spaceId, principalId: enabled, isDisabled: false });
          const before = await rightsOf(principals);
          const said = await preview(change);
          const isMade = await make(change).then(
            () => true,
            (error: unknown) => {
              // A holder above blocks: the form shows the refusal, and the preview that nothing would come of it.
              expect(error).toMatchObject({ reason: "rank" });
              return false;
            },
          );
          const after = await rightsOf(principals);
          if (isMade) {
            expect(figures(said.loses), JSON.stringify(change)).toEqual(effectBetween(before, after));
            expect(figures(said.gains), JSON.stringify(change)).toEqual(effectBetween(after, before));
          } else expect([said.loses.pairs, said.gains.pairs]).toEqual([0, 0]);
          if (change.kind === "delete-group") await createGroup(ctx, { spaceId, name: change.group });
          if (change.kind === "block" && isMade && lifted) await liftBlock(ctx, { spaceId, ...change });
        }
      }),
      { numRuns: 12 },
    );
  });

  it("counts who loses and gains what, names some, and writes nothing", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a", "b", "c");
    await scene.groups({ A: ["a", "b"], B: ["b"], Focus: ["c"] });
    for (const name of ["x", "y"]) {
      await scene.channel({ name });
      await setChannelGrants(ctx, { spaceId, channel: name, groups: ["A"] });
    }
    await setChannelGrants(ctx, { spaceId, channel: "y", groups: ["A", "B"] });
    await scene.thread("x", "own", true);
    await setThreadParticipants(ctx, { spaceId, channel: "x", thread: "own", groups: ["Focus"] });
    await scene.credential("a", ["ch:x", "ch:y"]);
    await scene.credential("a", ["ch:y"]);
    await scene.credential("b", ["ch:y"]);
    await scene.credential("c", ["pt:x.private.own"]);
    const before = await scene.revision();
    const none = { principals: 0, channels: 0, pairs: 0, reading: 0, isCapped: false, sample: [] };

    expect(await preview({ kind: "delete-group", group: "A" })).toEqual({
      loses: {
        principals: 2,
        channels: 2,
        pairs: 3,
        reading: 3,
        isCapped: false,
        sample: [
          { principal: "a", channels: ["x", "y"] },
          { principal: "b", channels: ["x"] },
        ],
      },
      gains: none,
      connections: 2,
      revision: before.toString(),
    });
    expect(await preview({ kind: "members", group: "A", add: ["c", "ghost", "С"], remove: ["a"] })).toMatchObject({
      loses: { principals: 1, channels: 2, sample: [{ principal: "a" }] },
      gains: { principals: 1, channels: 2, sample: [{ principal: "c" }] },
      connections: 2,
    });
    expect(await preview({ kind: "delete-group", group: "Focus" })).toMatchObject({
      loses: { pairs: 1, sample: [{ principal: "c", channels: ["x/own"] }] },
      connections: 1,
    });
    expect(await preview({ kind: "disable", principal: "a" })).toMatchObject({
      loses: { principals: 1, channels: 2, sample: [{ principal: "a", channels: ["x", "y"] }] },
      connections: 2,
    });
    const promoted = [{ holder: { principal: "b" }, role: "moderator" as const }];
    expect(await preview({ kind: "auth", channel: "x", changes: promoted })).toMatchObject({
      loses: none,
      gains: { pairs: 1, reading: 0 },
      connections: 0,
    });
    expect(await preview({ kind: "resource-groups", channel: "x", groups: ["Ghosts"] })).toMatchObject({
      loses: { principals: 2, channels: 1 },
      gains: none,
      connections: 1,
    });
    expect(await preview({ kind: "resource-groups", channel: "x", groups: [], visibility: "public" })).toMatchObject({
      loses: none,
      gains: { principals: 1, sample: [{ principal: "c", channels: ["x"] }] },
    });
    expect(await scene.revision()).toBe(before);
    expect(await world.db.auditLog.count({ where: { spaceId, verb: "group.delete" } })).toBe(0);
  });

  it("is for whoever may make the change", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("own", "mod", "a");
    await scene.groups({ A: ["a"] });
    await scene.channel({ name: "x" });
    await updateChannelAuth(ctx, {
      spaceId,
      channel: "x",
      changes: [
        { holder: { principal: "own" }, role: "owner" },
        { holder: { principal: "mod" }, role: "moderator" },
      ],
    });
    const [admin, operator] = [await scene.person("admin"), await scene.person("operator")];
    const as = (principalId: string) => world.context({ kind: "agent", spaceId, principalId });
    const changes: [Change, allowed: string[]][] = [
      [{ kind: "auth", channel: "x", changes: [{ holder: { group: "A" }, role: "member" }] }, ["own", "admin"]],
      [{ kind: "resource-groups", channel: "x", groups: ["A"] }, ["own", "admin"]],
      [{ kind: "block", channel: "x", holder: { principal: "a" }, effect: "access" }, ["own", "mod", "admin"]],
      [{ kind: "members", group: "A", add: ["a"] }, ["admin"]],
      [{ kind: "delete-group", group: "A" }, ["admin"]],
      [{ kind: "disable", principal: "a" }, ["admin"]],
    ];
    const askers = { own: as("own"), mod: as("mod"), a: as("a"), admin: admin.ctx, operator: operator.ctx };
    for (const [change, allowed] of changes) {
      for (const [name, by] of Object.entries(askers)) {
        const previewed = previewChange(by, { spaceId, change });
        if (allowed.includes(name)) await expect(previewed, `${name} ${change.kind}`).resolves.toBeDefined();
        else await expect(previewed, `${name} ${change.kind}`).rejects.toMatchObject({ code: "FORBIDDEN" });
      }
    }
  });

  it("refuses bad input by its field", async () => {
    await scene.agents("a");
    await scene.groups({ A: [] });
    await scene.channel({ name: "x" });
    const many = Array.from({ length: 10_001 }, (_, index) => `m-${index}`);
    const wrong: [unknown, string][] = [
      [{ kind: "everything" }, "change.kind"],
      [undefined, "change"],
      [{ kind: "members", group: "A", add: many }, "change.add"],
      [{ kind: "members", group: "A", add: "a" }, "change.add"],
      [{ kind: "auth", channel: "x", changes: [] }, "change.changes"],
      [{ kind: "resource-groups", channel: "x", groups: [" A"] }, "change.groups[0]"],
      [{ kind: "resource-groups", channel: "x", groups: [], visibility: "secret" }, "change.visibility"],
      [{ kind: "block", channel: "x", holder: { principal: "а" }, effect: "access" }, "change.holder.principal"],
      [{ kind: "disable", principal: "" }, "change.principal"],
    ];
    for (const [change, path] of wrong) {
      await expect(preview(change as Change), path).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path }] });
    }
    const ghost = { holder: { group: "Ghosts" }, role: "member" as const };
    await expect(preview({ kind: "auth", channel: "x", changes: [ghost] })).rejects.toMatchObject({
      code: "VALIDATION",
      fields: [{ path: "change.changes[0].holder.group" }],
    });
    await expect(preview({ kind: "delete-group", group: "Ghosts" })).rejects.toMatchObject({ reason: "unknown_group" });
    await expect(preview({ kind: "disable", principal: "ghost" })).rejects.toMatchObject({
      reason: "unknown_principal",
    });
    await expect(preview({ kind: "resource-groups", channel: "y", groups: [] })).rejects.toMatchObject({
      reason: "unknown_channel",
    });
  });
});
