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
      const may = its ? actions.filter((action) => decide({ ...one, action }, its).allowed) : [];
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
});
