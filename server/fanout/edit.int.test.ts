import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { channelsStream, type Envelope, ingressSubject, type Place, redactionType, type Verdict } from "@/sdk/protocol";
import type { SpaceKeys } from "@/server/nats";
import { createPermissionCache, type PermissionCache } from "@/server/policy";
import { addAgent, addChannel, connectPrincipal, createTestWorld, type TestWorld } from "@/server/testing";
import { type Fanout, startFanout } from "./index";

let world: TestWorld;
let permissions: PermissionCache;
let fanout: Fanout;
let spaceId: string;
let keys: SpaceKeys;
const connections = new Map<string, NatsConnection>();

const room: Place = { channel: "lab" };
const members = ["author", "reader", "owner"];

beforeAll(async () => {
  world = await createTestWorld();
  ({ spaceId, keys } = await world.createSpace());
  for (const id of members) await addAgent(world.db, spaceId, id);
  await addChannel(world.db, spaceId, { name: "lab", members, threads: [{ name: "open" }] });
  await addChannel(world.db, spaceId, { name: "other", members });
  await addChannel(world.db, spaceId, { name: "whisper", members, enablePersistence: false });
  const channel = await world.db.channel.findFirstOrThrow({ where: { spaceId, name: "lab" } });
  const owner = await world.db.principal.findFirstOrThrow({ where: { spaceId, id: "owner" } });
  const grant = { channelKey: channel.key, principalKey: owner.key, role: "owner", origin: "admin" } as const;
  await world.db.channelRole.create({ data: grant });
  permissions = createPermissionCache({ db: world.db, bus: world.bus, log: world.log, clock: world.clock });
  fanout = await startFanout({ ...world, permissions });
  for (const name of members) {
    connections.set(name, (await connectPrincipal({ natsUrl: world.natsUrl, keys, name })).connection);
  }
});

afterAll(async () => {
  for (const connection of connections.values()) await connection.close();
  await fanout?.stop();
  await permissions?.close();
  await world?.close();
});

async function send(principal: string, place: Place, body: unknown): Promise<Verdict> {
  const connection = connections.get(principal);
  if (!connection) throw new Error(principal);
  const answer = await connection.request(ingressSubject(principal, place), JSON.stringify(body), { timeout: 20_000 });
  return answer.json<Verdict>();
}

async function say(body: unknown, place = room, principal = "author"): Promise<number> {
  const verdict = await send(principal, place, body);
  if (verdict.verdict !== "accepted" || verdict.sequence === undefined) throw new Error(JSON.stringify(verdict));
  return verdict.sequence;
}

it("a sender gives their own message a new version, which is a message like any other", async () => {
  for (const place of [room, { ...room, thread: "open" }]) {
    const first = await say({ text: "teh answer", correlationId: "case" }, place);
    const second = await say({ text: "the answer", replaces: first, correlationId: "case" }, place);
    expect(second).toBeGreaterThan(first);
    const manager = await jetstreamManager(await world.connections.get(spaceId));
    const stored = await manager.direct.getMessage(channelsStream, { seq: second });
    expect(stored?.json<Envelope>()).toMatchObject({
      type: "text",
      source: "author",
      replaces: first,
      correlationId: "case",
      payload: { text: "the answer" },
    });
  }
});

it("nobody replaces what somebody else sent, whatever their rights, nor what is in another place", async () => {
  const theirs = await say("mine");
  const elsewhere = await say("there", { channel: "other" });
  const inThread = await say("inside", { ...room, thread: "open" });
  const refusal = { verdict: "refused", code: "malformed", rule: "edit.target", field: "replaces" };
  for (const who of ["reader", "owner"]) {
    const verdict = await send(who, room, { text: "forged", replaces: theirs });
    expect(verdict).toMatchObject({ ...refusal, reason: expect.stringContaining("is not yours") });
  }
  for (const replaces of [elsewhere, inThread, 900_000]) {
    const verdict = await send("author", room, { text: "moved", replaces });
    expect(verdict).toMatchObject({ ...refusal, reason: expect.stringContaining("is no message of this place") });
  }
});

it("what has been redacted, or replaced already, is not replaced again", async () => {
  const sequence = await say("spam");
  const at = { sequence: BigInt(sequence), bySequence: BigInt(sequence + 1) };
  await world.db.redaction.create({ data: { spaceId, ...at, by: "owner", reason: "spam", at: new Date() } });
  expect(await send("author", room, { text: "again", replaces: sequence })).toMatchObject({
    rule: "edit.target",
    reason: expect.stringContaining("has been replaced or redacted"),
  });
});

it("a redaction is not replaced, and none can be made without a new version", async () => {
  const sequence = await say("spam", room, "owner");
  const redaction = { type: redactionType, payload: { data: { sequence, reason: "spam" } } };
  const redacting = await say(redaction, room, "owner");
  expect(await send("owner", room, { text: "x", replaces: redacting })).toMatchObject({ rule: "edit.target" });
  const own = await say("mine");
  const without = { type: redactionType, payload: { data: { sequence: own, reason: "edited" } } };
  expect(await send("author", room, without)).toMatchObject({ code: "forbidden" });
  expect(await send("author", room, { replaces: own })).toMatchObject({ code: "malformed", field: "text" });
});

it("a channel that keeps nothing has nothing to replace", async () => {
  expect(await send("author", { channel: "whisper" }, { text: "x", replaces: 1 })).toMatchObject({
    rule: "redaction.persistence",
  });
});
