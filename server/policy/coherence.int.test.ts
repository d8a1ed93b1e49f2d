import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ServiceContext } from "@/server/db";
import { createDb } from "@/server/db";
import { openBus } from "@/server/nats";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { blockHolder } from "./blocks/block-holder";
import { liftBlock } from "./blocks/lift-block";
import { createPermissionCache } from "./cache";
import { checkPermission } from "./check";
import { setChannelGrants } from "./grants/set-channel-grants";
import { setThreadParticipants } from "./grants/set-thread-participants";
import { updateChannelAuth } from "./grants/update-channel-auth";
import { addMembers } from "./groups/add-members";
import { removeMembers } from "./groups/remove-members";
import { setPrincipalDisabled } from "./identities/set-disabled";
import { createScene, type Scene } from "./scene";
import type { Decision, PermissionRequest } from "./types";

let world: TestWorld;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

// So long that nothing is read again because of its age: only what the bus says makes a cache forget.
const maxAgeMs = 3_600_000;

const who = fc.constantFrom("a", "b", "c");
const group = fc.constantFrom("A", "B");
const channel = fc.constantFrom("x", "y");
const groups = fc.subarray(["A", "B"]);
const effect = fc.constantFrom("access" as const, "posting" as const);
const holder = fc.oneof(fc.record({ group }), fc.record({ principal: who }));
const role = fc.option(fc.constantFrom("owner" as const, "moderator" as const, "member" as const));
const change = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), group, who }),
  fc.record({ kind: fc.constant("remove" as const), group, who }),
  fc.record({ kind: fc.constant("grants" as const), channel, groups }),
  fc.record({ kind: fc.constant("participants" as const), groups }),
  fc.record({ kind: fc.constant("role" as const), channel, holder, role }),
  fc.record({ kind: fc.constant("block" as const), channel, holder, effect }),
  fc.record({ kind: fc.constant("lift" as const), channel, holder, effect }),
  fc.record({
    kind: fc.constant("visibility" as const),
    channel,
    visibility: fc.constantFrom("public" as const, "private" as const),
  }),
  fc.record({ kind: fc.constant("disable" as const), who, isDisabled: fc.boolean() }),
);
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

async function make(scene: Scene, ctx: ServiceContext, one: Change): Promise<void> {
  const { spaceId } = scene;
  switch (one.kind) {
    case "add":
      await addMembers(ctx, { spaceId, group: one.group, principals: [one.who] });
      return;
    case "remove":
      await removeMembers(ctx, { spaceId, group: one.group, principals: [one.who] });
      return;
    case "grants":
      await setChannelGrants(ctx, { spaceId, channel: one.channel, groups: one.groups });
      return;
    case "participants":
      await setThreadParticipants(ctx, { spaceId, channel: "x", thread: "own", groups: one.groups });
      return;
    case "role":
      await updateChannelAuth(ctx, {
        spaceId,
        channel: one.channel,
        changes: [{ holder: one.holder, role: one.role }],
      });
      return;
    case "block":
      await expectingRefusal(blockHolder(ctx, { ...one, spaceId, reason: "test" }), "rank");
      return;
    case "lift":
      await expectingRefusal(liftBlock(ctx, { ...one, spaceId }), "unknown_block");
      return;
    case "visibility":
      await scene.channel({ name: one.channel, visibility: one.visibility });
      return;
    case "disable":
      await setPrincipalDisabled(ctx, { spaceId, principalId: one.who, isDisabled: one.isDisabled });
  }
}

/** A change that the policy refuses is none. */
async function expectingRefusal(made: Promise<unknown>, reason: string): Promise<void> {
  await made.catch((error: unknown) => expect(error).toMatchObject({ reason }));
}

const plainOf = ({ revision: _revision, ...decision }: Decision) => decision;

describe("the cached and the plain answer", () => {
  it("never differ, whatever two processes change at the same time", async () => {
    const scene = await createScene(world);
    const { spaceId } = scene;
    await scene.agents("a", "b", "c");
    await scene.groups({ A: ["a"], B: ["b"] });
    await scene.channel({ name: "x" });
    await scene.channel({ name: "y" });
    await scene.thread("x", "own", true);

    // Another process: a database client, a bus and a cache of its own.
    const db = createDb(world.databaseUrl, { connectionsMax: 4 });
    const bus = await openBus({ ...world, name: "elsewhere" });
    const elsewhere: ServiceContext = { ...scene.ctx, db, bus };
    const caches = [
      createPermissionCache({ ...world, maxAgeMs }),
      createPermissionCache({ ...world, db, bus, maxAgeMs }),
    ];
    const places = [{ channel: "x" }, { channel: "y" }, { channel: "x", thread: "own" }];
    const asked: PermissionRequest[] = ["a", "b", "c"].flatMap((principal) =>
      places.flatMap((place) =>
        (["channel.read", "channel.post", "channel.moderate"] as const).map((action) => ({
          spaceId,
          principal,
          action,
          place,
        })),
      ),
    );
    /** What was answered to each question at each revision: by whomever, it has to be the same. */
    const answered = new Map<string, string>();
    const note = (index: number, decision: Decision): void => {
      const key = `${index} at ${decision.revision}`;
      const answer = JSON.stringify(plainOf(decision));
      expect(answer, `${JSON.stringify(asked[index])} at ${decision.revision}`).toBe(answered.get(key) ?? answer);
      answered.set(key, answer);
    };
    const everythingOnce = () =>
      Promise.all(
        asked.map(async (request, index) => {
          const plain = checkPermission(scene.ctx, request);
          const cached = caches.map((cache) => cache.check(request));
          for (const decision of await Promise.all([plain, ...cached])) note(index, decision);
        }),
      );

    try {
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
          answered.clear();
          let isDone = false;
          const disturbance = (async () => {
            while (!isDone) await everythingOnce();
          })();
          const made = changes.map((one, index) => make(scene, index % 2 ? elsewhere : scene.ctx, one));
          await Promise.all(made).finally(() => {
            isDone = true;
          });
          await disturbance;

          const revision = (await scene.revision()).toString();
          const plain = await Promise.all(asked.map((request) => checkPermission(scene.ctx, request)));
          for (const cache of caches) {
            // Whoever demands the last revision gets it at once; everybody else as soon as the bus has told.
            const demanding = asked.map((request) => cache.check({ ...request, atLeastRevision: revision }));
            expect((await Promise.all(demanding)).map(plainOf)).toEqual(plain.map(plainOf));
          }
          for (const cache of caches) {
            await vi.waitFor(async () => {
              const cached = await Promise.all(asked.map((request) => cache.check(request)));
              expect(cached.map(plainOf)).toEqual(plain.map(plainOf));
            }, 10_000);
          }
        }),
        { numRuns: 25 },
      );
    } finally {
      for (const cache of caches) await cache.close();
      await bus.close();
      await db.$disconnect();
    }
  }, 180_000);

  it("do not differ when blocks end, without anything being said", async () => {
    const scene = await createScene(world);
    const { ctx, spaceId } = scene;
    await scene.agents("a");
    await scene.channel({ name: "x", visibility: "public" });
    const cache = createPermissionCache({ ...world, maxAgeMs });
    const request = { spaceId, principal: "a", action: "channel.post", place: { channel: "x" } } as const;
    const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
    const given = { spaceId, channel: "x", holder: { principal: "a" }, reason: "a moment" } as const;
    await blockHolder(ctx, { ...given, effect: "access", expiresAt: inMs(1_000) });
    const { revision } = await blockHolder(ctx, { ...given, effect: "posting", expiresAt: inMs(2_000) });
    const codes = new Set<string | undefined>();
    await cache.check({ ...request, atLeastRevision: revision });
    await vi.waitFor(
      async () => {
        const before = await checkPermission(ctx, request);
        const cached = await cache.check(request);
        const after = await checkPermission(ctx, request);
        // Between the two plain answers a block may have ended; the cached one is one of them.
        expect([plainOf(before), plainOf(after)]).toContainEqual(plainOf(cached));
        codes.add(cached.code);
        expect(cached).toMatchObject({ allowed: true, revision });
      },
      { timeout: 10_000, interval: 20 },
    );
    expect([...codes]).toEqual(["blocked", "paused", undefined]);
    await cache.close();
  });
});
