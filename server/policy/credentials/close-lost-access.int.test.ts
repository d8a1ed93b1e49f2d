import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { setChannelGrants } from "../grants/set-channel-grants";
import { setThreadParticipants } from "../grants/set-thread-participants";
import { deleteGroup } from "../groups/delete";
import { removeMembers } from "../groups/remove-members";
import { setPrincipalDisabled } from "../identities/set-disabled";
import { createScene, type Scene } from "../scene";
import { closeLostAccess } from "./close-lost-access";
import { sweepCredentials } from "./sweep";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
  const { ctx, spaceId } = scene;
  await scene.agents("a", "b", "both", "direct");
  await scene.groups({ A: ["a", "both"], B: ["b", "both"], F: ["a"] });
  await scene.channel({ name: "x" });
  await scene.channel({ name: "y" });
  await scene.thread("x", "t", true);
  await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A", "B"] });
  await setChannelGrants(ctx, { spaceId, channel: "y", groups: ["A"] });
  await setThreadParticipants(ctx, { spaceId, channel: "x", thread: "t", groups: ["F"] });
});

/** Credentials of the agent `a`, all at once. */
async function addCredentials(count: number, tags: string[]): Promise<void> {
  const { spaceId } = scene;
  const { key } = await world.db.principal.findUniqueOrThrow({ where: { spaceId_id: { spaceId, id: "a" } } });
  const expiresAt = new Date(Date.now() + 60_000);
  const row = (index: number) => ({
    spaceId,
    principalKey: key,
    publicKey: `U${tags.join()}${index}`,
    tags,
    expiresAt,
  });
  await world.db.credential.createMany({ data: Array.from({ length: count }, (_, index) => row(index)) });
}

const sorted = (...keys: string[]) => keys.sort();

describe("a write that takes access away", () => {
  it("revokes exactly the credentials of those who lost it: group taken off the channel", async () => {
    const { ctx, spaceId } = scene;
    const lost = [await scene.credential("a", ["ch:x", "ch:y"]), await scene.credential("a", ["ch:x"])];
    await scene.credential("a", ["ch:y"]);
    await scene.credential("b", ["ch:x"]);
    await scene.credential("both", ["ch:x", "ch:y"]);
    await scene.credential("a", ["pt:x.private.t"]);
    await scene.credential("a", ["ch:x"], { expiresAt: new Date(Date.now() - 1_000) });
    const { closed } = await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["B"] });
    expect(closed).toBe(2);
    expect(await scene.revoked()).toEqual(sorted(...lost));
    const marked = await world.db.credential.findMany({ where: { spaceId, revokedAt: { not: null } } });
    expect(marked.map(({ publicKey }) => publicKey).sort()).toEqual(sorted(...lost));
  });

  it("does so for members taken out of a group, a deleted group, participants and disabled principals", async () => {
    const { ctx, spaceId } = scene;
    const ofB = await scene.credential("b", ["ch:x"]);
    const ofBoth = await scene.credential("both", ["ch:x", "ch:y"]);
    const ofThread = await scene.credential("a", ["pt:x.private.t"]);
    const empty = await scene.credential("direct", []);

    expect((await removeMembers(ctx, { spaceId, group: "B", principals: ["b", "both"] })).closed).toBe(1);
    expect(await scene.revoked()).toEqual([ofB]);
    expect((await setThreadParticipants(ctx, { spaceId, channel: "x", thread: "t", groups: [] })).closed).toBe(1);
    expect(await scene.revoked()).toEqual(sorted(ofB, ofThread));
    expect((await deleteGroup(ctx, { spaceId, name: "A" })).closed).toBe(1);
    expect(await scene.revoked()).toEqual(sorted(ofB, ofThread, ofBoth));
    expect((await setPrincipalDisabled(ctx, { spaceId, principalId: "direct", isDisabled: true })).closed).toBe(1);
    expect(await scene.revoked()).toEqual(sorted(ofB, ofThread, ofBoth, empty));
  });

  it("announces what the broker has to be told, and only then", async () => {
    const { ctx, spaceId } = scene;
    const announced: string[] = [];
    const bus = { ...ctx.bus, publish: (topic: string) => void announced.push(topic) };
    await scene.credential("a", ["ch:x"]);
    await closeLostAccess({ ...ctx, bus }, { spaceId, reason: "test" });
    expect(announced).toEqual([]);
    await setChannelGrants({ ...ctx, bus }, { spaceId, channel: "x", groups: [] });
    expect(announced).toEqual(["policy.changed", "revocations.pending"]);
  });
});

describe("closeLostAccess", () => {
  it("closes once, whatever is called again or at the same time", async () => {
    const { ctx, spaceId } = scene;
    const lost = await scene.credential("a", ["ch:x"]);
    await scene.channel({ name: "z", visibility: "public" });
    await scene.credential("a", ["ch:z"]);
    await world.db.channelRole.deleteMany({ where: { channel: { spaceId, name: "x" } } });
    const closed = await Promise.all([1, 2, 3].map(() => closeLostAccess(ctx, { spaceId, reason: "test" })));
    expect(closed.reduce((sum, number) => sum + number, 0)).toBe(1);
    expect(await closeLostAccess(ctx, { spaceId, reason: "test" })).toBe(0);
    expect(await scene.revoked()).toEqual([lost]);
  });

  it("closes tags of channels that are gone, became private or hold something unreadable", async () => {
    const { ctx, spaceId } = scene;
    await scene.channel({ name: "z", visibility: "public" });
    const lost = [
      await scene.credential("a", ["ch:z"]),
      await scene.credential("a", ["ch:gone"]),
      await scene.credential("a", ["what"]),
    ];
    await scene.channel({ name: "z", visibility: "private" });
    await scene.channel({ name: "y", state: "Archived" });
    await scene.credential("a", ["ch:y"]);
    expect(await closeLostAccess(ctx, { spaceId, reason: "test" })).toBe(3);
    expect(await scene.revoked()).toEqual(sorted(...lost));
  });

  it("closes those among many that carry the place", async () => {
    const { ctx, spaceId } = scene;
    await addCredentials(500, ["ch:y"]);
    await addCredentials(2_000, ["ch:x", "ch:y"]);
    expect((await setChannelGrants(ctx, { spaceId, channel: "x", groups: [] })).closed).toBe(2_000);
    expect((await scene.revoked()).length).toBe(2_000);
  });

  it("revokes not before the credential was issued, for a process whose clock is behind", async () => {
    const { ctx, spaceId } = scene;
    const issuedAt = new Date(Date.now() + 5_000);
    await scene.credential("a", ["ch:x"], { issuedAt });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: [] });
    const [revocation] = await world.db.revocation.findMany({ where: { spaceId } });
    expect(revocation?.revokedAt).toEqual(issuedAt);
  });

  it("revokes thousands of keys and ends nothing else", async () => {
    const { ctx, spaceId } = scene;
    const kept = await scene.credential("b", ["ch:x"]);
    await addCredentials(6_500, ["ch:y"]);
    const { closed } = await setChannelGrants(ctx, { spaceId, channel: "y", groups: [] });
    expect(closed).toBe(6_500);
    expect((await scene.revoked()).length).toBe(6_500);
    const left = await world.db.credential.findMany({ where: { spaceId, revokedAt: null } });
    expect(left.map(({ publicKey }) => publicKey)).toEqual([kept]);
  });

  it("ends everything the space issued once the keys are more than NATS can ever be told", async () => {
    const { ctx, spaceId } = scene;
    await scene.credential("b", ["ch:x"]);
    await addCredentials(60, ["ch:gone"]);
    expect(await closeLostAccess(ctx, { spaceId, reason: "test", revocationsMax: 50 })).toBe(60);
    expect(await scene.revoked()).toEqual(["*"]);
    expect(await world.db.credential.count({ where: { spaceId, revokedAt: null } })).toBe(0);
    expect(await closeLostAccess(ctx, { spaceId, reason: "test" })).toBe(0);
  });

  it("leaves other spaces alone", async () => {
    const other = await createScene(world);
    await other.agents("a");
    await other.credential("a", ["ch:gone"]);
    expect(await closeLostAccess(scene.ctx, { spaceId: scene.spaceId, reason: "test" })).toBe(0);
    expect(await other.revoked()).toEqual([]);
  });
});

it("sweepCredentials removes what expired long ago and nothing else", async () => {
  const { spaceId } = scene;
  await scene.credential("a", [], { expiresAt: new Date(Date.now() - 3_700_000) });
  const kept = [
    await scene.credential("a", [], { expiresAt: new Date(Date.now() - 1_000) }),
    await scene.credential("a", []),
  ];
  expect(await sweepCredentials({ ...world })).toBe(1);
  const rows = await world.db.credential.findMany({ where: { spaceId } });
  expect(rows.map(({ publicKey }) => publicKey).sort()).toEqual(sorted(...kept));
});
