import { jetstreamManager } from "@nats-io/jetstream";
import type { Msg, NatsConnection } from "@nats-io/nats-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  channelsStream,
  type Envelope,
  ingressSubject,
  liveSubject,
  messageBytesMax,
  natsHeaders,
  type Place,
  type Verdict,
} from "@/sdk/protocol";
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
let agent: NatsConnection;
let outsider: NatsConnection;

const room: Place = { channel: "lab.results" };
const privateThread: Place = { ...room, thread: "secret", isPrivate: true };

beforeAll(async () => {
  world = await createTestWorld();
  ({ spaceId, keys } = await world.createSpace());
  for (const id of ["agent", "outsider", "gone"]) await addAgent(world.db, spaceId, id);
  await world.db.principal.updateMany({ where: { spaceId, id: "gone" }, data: { disabledAt: new Date() } });
  const members = ["agent"];
  const threads = [{ name: "open" }, { name: "secret", isPrivate: true }];
  await addChannel(world.db, spaceId, { name: room.channel, members, threads });
  await addChannel(world.db, spaceId, { name: "week", members, retentionMs: 604_800_000n });
  await addChannel(world.db, spaceId, { name: "blink", members, retentionMs: 10n });
  await addChannel(world.db, spaceId, { name: "whisper", members, enablePersistence: false });
  await addChannel(world.db, spaceId, { name: "old", members, state: "Archived" });
  await addChannel(world.db, spaceId, { name: "stopped", members, state: "Paused" });
  permissions = createPermissionCache({ db: world.db, bus: world.bus, log: world.log, clock: world.clock });
  fanout = await startFanout({ ...world, permissions });
  const tags = ["ch:lab.results", "ch:whisper", "ch:week"];
  ({ connection: agent } = await connectPrincipal({ natsUrl: world.natsUrl, keys, name: "agent", tags }));
  ({ connection: outsider } = await connectPrincipal({ natsUrl: world.natsUrl, keys, name: "outsider" }));
});

afterAll(async () => {
  await agent?.close();
  await outsider?.close();
  await fanout?.stop();
  await permissions?.close();
  await world?.close();
});

async function send(place: Place, body: string | Uint8Array, from = agent, principal = "agent"): Promise<Verdict> {
  const answer = await from.request(ingressSubject(principal, place), body, { timeout: 20_000 });
  return answer.json<Verdict>();
}

async function stored(sequence: number | undefined) {
  const manager = await jetstreamManager(await world.connections.get(spaceId));
  const message = await manager.direct.getMessage(channelsStream, { seq: sequence ?? 0 });
  if (!message) throw new Error(`no message ${sequence}`);
  return { subject: message.subject, header: message.header, envelope: message.json<Envelope>() };
}

function accepted(verdict: Verdict) {
  expect(verdict).toMatchObject({ verdict: "accepted" });
  if (verdict.verdict !== "accepted") throw new Error(verdict.reason);
  return verdict;
}

describe("an accepted message", () => {
  it("is in the stream under the sequence its verdict names, as an envelope with the proven sender", async () => {
    const verdict = accepted(await send(room, '{"text":"hello","source":"boss"}'));
    const message = await stored(verdict.sequence);
    expect(message.subject).toBe("channels.lab.results");
    expect(message.header.get(natsHeaders.messageId)).toBe(verdict.id);
    expect(message.header.has(natsHeaders.ttl)).toBe(false);
    expect(message.envelope).toEqual({
      id: verdict.id,
      type: "text",
      source: "agent",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      payload: { text: "hello" },
    });
  });

  it("reaches the channel's readers live, in the order it was sent", async () => {
    const texts: string[] = [];
    const subscription = agent.subscribe(liveSubject(room), {
      callback: (_error, message: Msg) => void texts.push(message.json<Envelope>().payload.text ?? ""),
    });
    const sent = Array.from({ length: 50 }, (_, index) => `message ${index}`);
    await Promise.all(sent.map((text) => send(room, JSON.stringify(text))));
    await expect.poll(() => texts).toEqual(sent);
    subscription.unsubscribe();
  });

  it("carries the channel's retention, at least a second of it", async () => {
    const week = await stored(accepted(await send({ channel: "week" }, '"x"')).sequence);
    expect(week.header.get(natsHeaders.ttl)).toBe("604800s");
    accepted(await send({ channel: "blink" }, '"x"'));
  });

  it("is stored once when it is sent twice with one id", async () => {
    const id = newId();
    const first = accepted(await send(room, JSON.stringify({ id, text: "once" })));
    const again = { ...first, duplicate: true };
    expect(await send(room, JSON.stringify({ id, text: "once" }))).toEqual(again);
    expect(await send(room, JSON.stringify({ id: id.toUpperCase(), text: "once" }))).toEqual(again);
  });

  it("may be just under 1 MiB", async () => {
    const text = "x".repeat(messageBytesMax - 2);
    const { envelope } = await stored(accepted(await send(room, JSON.stringify(text))).sequence);
    expect(envelope.payload.text).toBe(text);
  });

  it("goes to a thread that inherits, and to a private one for its participants", async () => {
    const open = await stored(accepted(await send({ ...room, thread: "open" }, '"x"')).sequence);
    expect(open.subject).toBe("channels.lab.results.threads.open");
    const group = await world.db.group.create({ data: { spaceId, name: "Few" } });
    const principal = await world.db.principal.findFirstOrThrow({ where: { spaceId, id: "agent" } });
    const thread = await world.db.thread.findFirstOrThrow({ where: { name: "secret" } });
    await world.db.membership.create({
      data: { groupKey: group.key, principalKey: principal.key, principalId: principal.id },
    });
    await world.db.threadGrant.create({ data: { groupKey: group.key, threadKey: thread.key } });
    const secret = await stored(accepted(await send(privateThread, '"x"')).sequence);
    expect(secret.subject).toBe("channels.lab.results.private.secret");
  });

  it("needs no reply subject to be stored", async () => {
    const id = newId();
    agent.publish(ingressSubject("agent", room), JSON.stringify({ id, text: "fire and forget" }));
    await expect.poll(() => send(room, JSON.stringify({ id, text: "again" }))).toMatchObject({ duplicate: true });
  });

  it("is not stored on a channel without persistence, but delivered", async () => {
    const arrived: Envelope[] = [];
    const subscription = agent.subscribe("live.channels.whisper", {
      callback: (_error, message: Msg) => void arrived.push(message.json<Envelope>()),
    });
    const verdict = accepted(await send({ channel: "whisper" }, '"psst"'));
    expect(verdict).toEqual({ verdict: "accepted", id: verdict.id });
    await expect.poll(() => arrived).toMatchObject([{ id: verdict.id, payload: { text: "psst" } }]);
    subscription.unsubscribe();
  });
});

describe("a refused message", () => {
  const refusals: [string, Place, string | Uint8Array, string, string][] = [
    ["malformed JSON", room, "{", "malformed", "message.json"],
    ["a wrong field", room, '{"text":1}', "malformed", "message.schema"],
    ["invalid UTF-8", room, new Uint8Array([0x22, 0xff, 0x22]), "malformed", "message.json"],
    ["a body over 1 MiB", room, `"${"x".repeat(messageBytesMax)}"`, "too_large", "message.size"],
    ["an unknown channel", { channel: "nowhere" }, '"x"', "forbidden", "channel.access"],
    ["an unknown thread", { ...room, thread: "nowhere" }, '"x"', "forbidden", "thread.access"],
    ["a private thread at the open address", { ...room, thread: "secret" }, '"x"', "unknown_thread", "thread.kind"],
    [
      "an open thread at the private address",
      { ...privateThread, thread: "open" },
      '"x"',
      "unknown_thread",
      "thread.kind",
    ],
    ["an archived channel", { channel: "old" }, '"x"', "channel_archived", "channel.archived"],
    ["a paused channel", { channel: "stopped" }, '"x"', "channel_paused", "channel.paused"],
  ];
  it.each(refusals)("has a verdict for %s", async (_title, place, body, code, rule) => {
    const verdict = await send(place, body);
    expect(verdict).toMatchObject({ verdict: "refused", code, rule, reason: expect.stringMatching(/.{20}/) });
  });

  it("has a verdict for a sender without the right, who also finds it in the decision log", async () => {
    const id = newId();
    const verdict = await send(room, JSON.stringify({ id, text: "x" }), outsider, "outsider");
    expect(verdict).toMatchObject({ verdict: "refused", id, code: "forbidden", rule: "channel.access" });
    await expect
      .poll(() => world.db.decisionLog.findFirst({ where: { spaceId, principal: "outsider" } }))
      .toMatchObject({ action: "channel.post", allowed: false });
  });

  it("does not tell a sender without the right whether the place exists", async () => {
    const secrets: Place[] = [room, privateThread, { ...room, thread: "open" }, { ...privateThread, isPrivate: false }];
    const said = async (place: Place) => JSON.stringify(await send(place, '"x"', outsider, "outsider"));
    for (const place of secrets) {
      const absent = { ...place, channel: "no.results" };
      expect((await said(place)).replaceAll(room.channel, absent.channel)).toBe(await said(absent));
    }
  });

  it("has a verdict for a subject that is no place", async () => {
    const answer = await agent.request("ingress.agent.channels.Not_A_Channel", '"x"', { timeout: 20_000 });
    expect(answer.json()).toMatchObject({ verdict: "refused", code: "malformed", rule: "ingress.subject" });
  });

  it("has a verdict for the id of somebody else's message, which it would otherwise be taken for", async () => {
    const id = newId();
    accepted(await send(room, JSON.stringify({ id, text: "mine" })));
    const verdict = await send({ channel: "week" }, JSON.stringify({ id, text: "forwarded" }));
    expect(verdict).toMatchObject({ verdict: "refused", id, code: "malformed", rule: "message.id", field: "id" });
  });

  it("is refused within the moment after the right to post is taken away", async () => {
    const channel = await addChannel(world.db, spaceId, { name: "brief", members: ["agent"] });
    accepted(await send({ channel: "brief" }, '"x"'));
    await world.db.channelRole.deleteMany({ where: { channelKey: channel.key } });
    world.bus.publish("policy.changed", { spaceId, revision: "1" });
    await expect.poll(() => send({ channel: "brief" }, '"x"')).toMatchObject({ code: "forbidden" });
  });
});

it("answers at the sender's own inbox alone: no verdict can be aimed at a subject the sender may not write", async () => {
  const service = await world.connections.get(spaceId);
  const seen: string[] = [];
  const watch = service.subscribe("live.channels.lab.results", {
    callback: (_error, message: Msg) => void seen.push(message.string()),
  });
  const own = ingressSubject("agent", room);
  agent.publish(own, '"one"', { reply: "live.channels.lab.results" });
  agent.publish(own, "{", { reply: "live.channels.lab.results" });
  agent.publish("ingress.agent.channels.No", "{", { reply: "live.channels.lab.results" });
  accepted(await send(room, '"two"'));
  await expect.poll(() => seen.length).toBeGreaterThanOrEqual(2);
  expect(seen.map((json) => (JSON.parse(json) as Envelope).payload?.text)).toEqual(["one", "two"]);
  watch.unsubscribe();
});

describe("publish, for callers that are not on NATS", () => {
  const request = { principal: "agent", place: room, via: "gateway" };

  it("takes bytes and parsed JSON", async () => {
    const bytes = new TextEncoder().encode('"bytes"');
    const verdicts = await Promise.all(
      [bytes, "text", { text: "draft" }].map((body) => fanout.publish({ ...request, spaceId, body })),
    );
    const texts = await Promise.all(verdicts.map(async (verdict) => stored(accepted(verdict).sequence)));
    expect(texts.map(({ envelope }) => envelope.payload.text)).toEqual(["bytes", "text", "draft"]);
  });

  it("finds a thread by its name, whichever kind it is", async () => {
    const place = { ...room, thread: "secret" };
    const verdict = accepted(await fanout.publish({ ...request, spaceId, place, body: "x" }));
    expect((await stored(verdict.sequence)).subject).toBe("channels.lab.results.private.secret");
  });

  it.each([
    ["a disabled principal", { principal: "gone" }, "forbidden"],
    ["an unknown principal", { principal: "nobody" }, "forbidden"],
    ["no body", { body: undefined }, "malformed"],
    ["a body with a BigInt", { body: { text: 1n } }, "malformed"],
    ["a body over 1 MiB", { body: new Uint8Array(messageBytesMax + 1) }, "too_large"],
    ["a space that is not there", { spaceId: "nowhere" }, "unavailable"],
  ])("refuses %s", async (_title, change, code) => {
    const verdict = await fanout.publish({ ...request, spaceId, body: "x", ...change });
    expect(verdict).toMatchObject({ verdict: "refused", code });
  });
});

describe("a space", () => {
  it("is taken up when it is made while Fanout runs, and let go when it is archived", async () => {
    const made = await world.createSpace("later");
    await addAgent(world.db, made.spaceId, "agent");
    await addChannel(world.db, made.spaceId, { name: "first", visibility: "public" });
    const { connection } = await connectPrincipal({ natsUrl: world.natsUrl, keys: made.keys, name: "agent" });
    const subject = ingressSubject("agent", { channel: "first" });
    const post = () =>
      connection.request(subject, '"x"', { timeout: 1_000 }).then(
        (answer) => answer.json<Verdict>().verdict,
        () => "nobody there",
      );
    await expect.poll(post).toBe("accepted");
    await world.db.space.update({ where: { id: made.spaceId }, data: { archivedAt: new Date() } });
    world.bus.publish("spaces.changed", { spaceId: made.spaceId });
    await expect.poll(post).toBe("nobody there");
    await connection.close();
  });
});

describe("when the stream cannot be written", () => {
  let other: { spaceId: string; keys: SpaceKeys };
  let slow: Fanout;
  beforeEach(async () => {
    other = await world.createSpace("broken");
    await addAgent(world.db, other.spaceId, "agent");
    await addChannel(world.db, other.spaceId, { name: "first", visibility: "public" });
    slow = await startFanout({ ...world, permissions, storeTimeoutMs: 500 });
  });

  it("answers unavailable with a time to wait, and accepts again once the stream is back", async () => {
    const manager = await jetstreamManager(await world.connections.get(other.spaceId));
    const { config } = await manager.streams.info(channelsStream);
    await manager.streams.delete(channelsStream);
    const request = { spaceId: other.spaceId, principal: "agent", place: { channel: "first" }, via: "test" };
    const id = newId();
    const verdict = await slow.publish({ ...request, body: { id, text: "x" } });
    expect(verdict).toMatchObject({ verdict: "refused", id, code: "unavailable", retryAfterMs: expect.any(Number) });
    await manager.streams.add(config);
    expect(await slow.publish({ ...request, body: { id, text: "x" } })).toMatchObject({ verdict: "accepted", id });
    await slow.stop();
  });
});
