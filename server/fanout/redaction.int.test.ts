import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { channelsStream, type Envelope, ingressSubject, type Place, redactionType, type Verdict } from "@/sdk/protocol";
import { newId } from "@/server/kernel";
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

beforeAll(async () => {
  world = await createTestWorld();
  ({ spaceId, keys } = await world.createSpace());
  const ids = ["agent", "moderator", "owner", "outsider"];
  for (const id of ids) await addAgent(world.db, spaceId, id);
  const threads = [{ name: "open" }];
  const members = ["agent", "moderator", "owner"];
  for (const channel of [
    { name: "lab", members, threads },
    { name: "other", members },
    { name: "stopped", members },
    { name: "old", members },
    { name: "whisper", members, enablePersistence: false },
  ]) {
    const { key } = await addChannel(world.db, spaceId, channel);
    for (const role of ["moderator", "owner"] as const) {
      const principal = await world.db.principal.findFirstOrThrow({ where: { spaceId, id: role } });
      await world.db.channelRole.create({
        data: { channelKey: key, principalKey: principal.key, role, origin: "admin" },
      });
    }
  }
  permissions = createPermissionCache({ db: world.db, bus: world.bus, log: world.log, clock: world.clock });
  fanout = await startFanout({ ...world, permissions });
  for (const name of ids) {
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

async function say(place: Place, text = "a secret"): Promise<number> {
  const verdict = await send("agent", place, { text });
  if (verdict.verdict !== "accepted" || verdict.sequence === undefined) throw new Error(JSON.stringify(verdict));
  return verdict.sequence;
}

const redaction = (sequence: unknown, more: object = {}) => ({
  type: redactionType,
  payload: { data: { sequence, reason: "spam" } },
  ...more,
});

async function stored(sequence: number | undefined) {
  const manager = await jetstreamManager(await world.connections.get(spaceId));
  const message = await manager.direct.getMessage(channelsStream, { seq: sequence ?? 0 });
  return { subject: message?.subject, envelope: message?.json<Envelope>() };
}

it.each(["moderator", "owner"])(
  "a redaction by a %s is stored like any message, after what it redacts",
  async (who) => {
    for (const place of [room, { ...room, thread: "open" }]) {
      const sequence = await say(place);
      const verdict = await send(who, place, redaction(sequence));
      expect(verdict).toMatchObject({ verdict: "accepted", sequence: expect.any(Number) });
      const message = await stored(verdict.verdict === "accepted" ? verdict.sequence : 0);
      expect(message.envelope).toMatchObject({
        type: redactionType,
        source: who,
        payload: redaction(sequence).payload,
      });
    }
  },
);

it.each(["paused", "archived"])("a %s channel, where nobody posts, can still be moderated", async (state) => {
  const channel = state === "paused" ? "stopped" : "old";
  const sequence = await say({ channel });
  await world.db.channel.updateMany({
    where: { spaceId, name: channel },
    data: { state: state === "paused" ? "Paused" : "Archived" },
  });
  world.bus.publish("policy.changed", { spaceId, revision: "0" });
  await expect.poll(() => send("owner", { channel }, { text: "x" })).toMatchObject({ code: `channel_${state}` });
  expect(await send("owner", { channel }, redaction(sequence))).toMatchObject({ verdict: "accepted" });
});

it("who may only post may not redact, whatever it is wrapped in, and posts meanwhile", async () => {
  const sequence = await say(room);
  const bodies = [
    redaction(sequence),
    redaction(sequence, { source: "moderator" }),
    redaction(sequence, { id: newId() }),
  ];
  const answers = await Promise.all([...bodies.map((body) => send("agent", room, body)), send("agent", room, "mine")]);
  for (const answer of answers.slice(0, -1)) {
    expect(answer).toMatchObject({
      code: "forbidden",
      rule: "channel.role",
      reason: expect.stringContaining("You cannot moderate #lab"),
    });
  }
  expect(answers.at(-1)).toMatchObject({ verdict: "accepted" });
  expect(await send("outsider", room, redaction(sequence))).toMatchObject({
    code: "forbidden",
    rule: "channel.access",
  });
});

it("a type that only looks like it is not taken, or is the agent's own and redacts nothing", async () => {
  const sequence = await say(room);
  for (const type of ["Message.Redaction", "message.redaction ", "message.redaction\n", "message\u2024redaction"]) {
    expect(await send("agent", room, redaction(sequence, { type }))).toMatchObject({
      code: "malformed",
      field: "type",
    });
  }
  expect(await send("agent", room, redaction(sequence, { type: "message.redactions" }))).toMatchObject({
    verdict: "accepted",
  });
});

it.each([
  ["payload.data", { payload: {} }],
  ["payload.data", { payload: { data: [7] } }],
  ["payload.data.sequence", { payload: { data: { sequence: "7", reason: "spam" } } }],
  ["payload.data.sequence", { payload: { data: { sequence: 0, reason: "spam" } } }],
  ["payload.data.reason", { payload: { data: { sequence: 7 } } }],
  ["payload.data.reason", { payload: { data: { sequence: 7, reason: " " } } }],
  ["payload.data.reason", { payload: { data: { sequence: 7, reason: "x".repeat(501) } } }],
  ["payload.data.note", { payload: { data: { sequence: 7, reason: "spam", note: "x" } } }],
  ["payload.text", { payload: { text: "x", data: { sequence: 7, reason: "spam" } } }],
  ["payload.parts", { payload: { parts: [], data: { sequence: 7, reason: "spam" } } }],
  ["text", { text: "x" }],
  ["mentions", { mentions: ["agent"] }],
  ["attachments", { attachments: [] }],
  ["ttl", { ttl: 1 }],
])("a redaction with a wrong %s is refused by that field", async (field, more) => {
  const verdict = await send("moderator", room, redaction(7, more));
  expect(verdict).toMatchObject({ code: "malformed", rule: "redaction.schema", field });
});

it("only a stored message of the same place that is no redaction can be redacted", async () => {
  const field = "payload.data.sequence";
  const elsewhere = await say({ channel: "other" });
  const sequence = await say(room);
  const verdict = await send("moderator", room, redaction(sequence));
  const redacting = verdict.verdict === "accepted" ? (verdict.sequence ?? 0) : 0;
  for (const target of [elsewhere, redacting, redacting + 1_000]) {
    expect(await send("moderator", room, redaction(target))).toMatchObject({ rule: "redaction.schema", field });
  }
});

it("a message that only the history still holds can be redacted", async () => {
  const envelope = { id: newId(), type: "text", source: "agent", timestamp: new Date().toISOString(), payload: {} };
  const at = new Date();
  await world.db.message.create({
    data: {
      ...{ spaceId, sequence: 900_000n, subject: "channels.lab", id: envelope.id, type: "text", source: "agent" },
      ...{ sentAt: at, storedAt: at, envelope },
    },
  });
  expect(await send("moderator", room, redaction(900_000))).toMatchObject({ verdict: "accepted" });
});

it("a channel that keeps nothing takes no redaction", async () => {
  const place = { channel: "whisper" };
  expect(await send("moderator", place, redaction(1))).toMatchObject({ rule: "redaction.persistence" });
});

it("over HTTP the same rules hold", async () => {
  const sequence = await say(room);
  const request = { spaceId, place: room, body: redaction(sequence), via: "gateway" };
  expect(await fanout.publish({ ...request, principal: "agent" })).toMatchObject({ code: "forbidden" });
  expect(await fanout.publish({ ...request, principal: "moderator" })).toMatchObject({ verdict: "accepted" });
});
