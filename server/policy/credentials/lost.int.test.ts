import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PlatformRole } from "@/server/kernel";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { decide } from "../decide";
import { loadFacts } from "../facts-repository";
import { createScene, type Scene } from "../scene";
import { closeLostAccess } from "./close-lost-access";
import { placeOfTag } from "./tags";

let world: TestWorld;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const channels = ["x", "y"];
const groups = ["A", "B"];
const tags = ["ch:x", "ch:y", "ch:gone", "pt:x.private.t", "pt:y.private.t", "pt:x.private.open", "pt:x", "what"];
const roles = ["owner", "moderator", "member"] as const;
const effects = ["access", "posting"] as const;

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const holder = fc.record({
  group: maybe(fc.constantFrom(...groups)),
  principal: fc.nat(3),
  channel: fc.constantFrom(...channels),
});
const given = fc.record({
  isArchived: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
  channels: fc.tuple(...channels.map(() => fc.record({ isPublic: fc.boolean(), hasGroups: fc.boolean() }))),
  principals: fc.array(
    fc.record({
      isDisabled: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
      platformRole: maybe(fc.constantFrom<PlatformRole>("admin", "operator", "observer")),
      groups: fc.subarray(groups),
    }),
    { minLength: 4, maxLength: 4 },
  ),
  roles: fc.uniqueArray(fc.tuple(holder, fc.constantFrom(...roles)), {
    maxLength: 5,
    selector: (held) => JSON.stringify(held),
  }),
  blocks: fc.uniqueArray(
    fc.record({ holder, effect: fc.constantFrom(...effects), endsInMs: fc.constantFrom(null, -60_000, 60_000) }),
    { maxLength: 4, selector: (block) => JSON.stringify([block.holder, block.effect]) },
  ),
  participants: fc.subarray(groups),
  credentials: fc.array(fc.tuple(fc.nat(3), fc.subarray(tags)), { minLength: 1, maxLength: 12 }),
  scope: maybe(fc.subarray(["x", "y"])),
});
type Given = typeof given extends fc.Arbitrary<infer Value> ? Value : never;

it("closes exactly what `decide` no longer lets be read, whatever the world is like", async () => {
  await fc.assert(
    fc.asyncProperty(given, async (world) => {
      const { scene, issued } = await stage(world);
      const { ctx, spaceId } = scene;
      const expected = (await Promise.all(issued.map((credential) => isLost(scene, credential, world.scope)))).flatMap(
        (lost, index) => (lost ? [issued[index]?.publicKey] : []),
      );
      const places = world.scope?.map((channel) => ({ channel }));
      const closed = await closeLostAccess(ctx, { spaceId, reason: "test", places });
      expect(await scene.revoked()).toEqual(expected.sort());
      expect(closed).toBe(expected.length);
    }),
    { numRuns: 25 },
  );
}, 120_000);

interface Issued {
  principal: string;
  publicKey: string;
  tags: string[];
}

async function stage(given: Given): Promise<{ scene: Scene; issued: Issued[] }> {
  const scene = await createScene(world);
  const { spaceId } = scene;
  const { db } = world;
  const ids: string[] = [];
  for (const [index, { platformRole }] of given.principals.entries()) {
    if (platformRole) ids.push((await scene.person(platformRole)).id);
    else {
      await scene.agents(`a${index}`);
      ids.push(`a${index}`);
    }
  }
  const idOf = (index: number) => ids[index] ?? "";
  await scene.groups(
    Object.fromEntries(
      groups.map((group) => [group, ids.filter((_, index) => given.principals[index]?.groups.includes(group))]),
    ),
  );
  for (const [index, name] of channels.entries()) {
    await scene.channel({ name });
    const { isPublic, hasGroups } = given.channels[index] ?? { isPublic: false, hasGroups: false };
    const where = { spaceId_name: { spaceId, name } };
    await db.channel.update({ where, data: { visibility: isPublic ? "public" : "private", hasGroups } });
    await scene.thread(name, "t", true);
  }
  await scene.thread("x", "open", false);
  const keyOf = {
    group: async (name: string) => (await db.group.findFirstOrThrow({ where: { spaceId, name } })).key,
    principal: async (id: string) => (await db.principal.findFirstOrThrow({ where: { spaceId, id } })).key,
    channel: async (name: string) => (await db.channel.findFirstOrThrow({ where: { spaceId, name } })).key,
  };
  const holding = async ({ group, principal, channel }: (typeof given.roles)[number][0]) => ({
    channelKey: await keyOf.channel(channel),
    ...(group ? { groupKey: await keyOf.group(group) } : { principalKey: await keyOf.principal(idOf(principal)) }),
  });
  for (const [held, role] of given.roles) {
    await db.channelRole.createMany({
      data: [{ ...(await holding(held)), role, origin: "admin" }],
      skipDuplicates: true,
    });
  }
  for (const { holder, effect, endsInMs } of given.blocks) {
    const expiresAt = endsInMs === null ? null : new Date(Date.now() + endsInMs);
    const block = { ...(await holding(holder)), effect, expiresAt, reason: "test", createdBy: "service:test" };
    await db.block.createMany({ data: [block], skipDuplicates: true });
  }
  for (const group of given.participants) {
    const thread = await db.thread.findFirstOrThrow({ where: { channel: { spaceId, name: "x" }, name: "t" } });
    await db.threadGrant.create({ data: { threadKey: thread.key, groupKey: await keyOf.group(group) } });
  }
  for (const [index, { isDisabled }] of given.principals.entries()) {
    const disabledAt = isDisabled ? new Date() : null;
    await db.principal.updateMany({ where: { spaceId, id: idOf(index) }, data: { disabledAt } });
  }
  if (given.isArchived) await db.space.update({ where: { id: spaceId }, data: { archivedAt: new Date() } });
  const issued: Issued[] = [];
  for (const [index, tags] of given.credentials) {
    issued.push({ principal: idOf(index), tags, publicKey: await scene.credential(idOf(index), tags) });
  }
  return { scene, issued };
}

/** What `decide` says of everything the credential opens, one question after the other. */
async function isLost({ spaceId }: Scene, { principal, tags }: Issued, scope: string[] | undefined): Promise<boolean> {
  const looked = scope ? tags.filter((tag) => scope.some((channel) => tag === `ch:${channel}`)) : tags;
  if (scope && looked.length === 0) return false;
  const [standing] = (await loadFacts(world.db, spaceId, [{ principal }])) ?? [];
  if (!standing?.principal || standing.principal.isDisabled || standing.isSpaceArchived) return true;
  for (const tag of looked) {
    const place = placeOfTag(tag);
    if (!place) return true;
    const [facts] = (await loadFacts(world.db, spaceId, [{ principal, place }])) ?? [];
    if (!facts || !decide({ principal, action: "channel.read", place }, facts).allowed) return true;
  }
  return false;
}
