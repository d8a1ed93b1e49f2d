import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  channelsStream,
  type Envelope,
  ingressSubject,
  liveSubject,
  natsHeaders,
  type Place,
  type Verdict,
} from "@/sdk/protocol";
import { createPermissionCache, type PermissionCache } from "@/server/policy";
import { addAgent, addChannel, connectPrincipal, createTestWorld, type TestWorld } from "@/server/testing";
import { type Fanout, startFanout } from "./index";

let world: TestWorld;
let permissions: PermissionCache;
let fanout: Fanout;
let spaceId: string;
let writer: NatsConnection;
let reader: NatsConnection;
let outsider: NatsConnection;

const room: Place = { channel: "lab" };

beforeAll(async () => {
  world = await createTestWorld();
  const space = await world.createSpace();
  spaceId = space.spaceId;
  for (const id of ["writer", "reader", "outsider"]) await addAgent(world.db, spaceId, id);
  await addChannel(world.db, spaceId, { name: room.channel, members: ["writer", "reader"] });
  await addChannel(world.db, spaceId, { name: "stopped", members: ["writer"], state: "Paused" });
  permissions = createPermissionCache({ db: world.db, bus: world.bus, log: world.log, clock: world.clock });
  fanout = await startFanout({ ...world, permissions });
  const { natsUrl } = world;
  ({ connection: writer } = await connectPrincipal({ natsUrl, keys: space.keys, name: "writer", tags: ["ch:lab"] }));
  ({ connection: reader } = await connectPrincipal({ natsUrl, keys: space.keys, name: "reader" }));
  ({ connection: outsider } = await connectPrincipal({ natsUrl, keys: space.keys, name: "outsider" }));
});

afterAll(async () => {
  await writer?.close();
  await reader?.close();
  await outsider?.close();
  await fanout?.stop();
  await permissions?.close();
  await world?.close();
});

async function send(draft: object, { place = room, from = writer, principal = "writer" } = {}): Promise<Verdict> {
  const answer = await from.request(ingressSubject(principal, place), JSON.stringify(draft), { timeout: 20_000 });
  return answer.json<Verdict>();
}

const piece = (text: string, more: object = {}) => ({
  type: "stream.delta",
  correlationId: "answer",
  payload: { text },
  ...more,
});

async function storedCount(): Promise<number> {
  const manager = await jetstreamManager(await world.connections.get(spaceId));
  return (await manager.streams.info(channelsStream)).state.messages;
}

it("a piece of a stream reaches who reads live with its proven sender, and is stored nowhere", async () => {
  const seen: { envelope: Envelope; sequence: string | undefined }[] = [];
  const subscription = writer.subscribe(liveSubject(room), {
    callback: (_error, message) =>
      void seen.push({ envelope: message.json(), sequence: message.headers?.get(natsHeaders.sequence) }),
  });
  const before = await storedCount();
  const verdict = await send(piece("the pu", { source: "boss", payload: { text: "the pu", data: { at: 0 } } }));
  expect(verdict).toEqual({ verdict: "accepted", id: expect.any(String) });
  await send(piece("mp"));
  await expect.poll(() => seen.map(({ envelope }) => envelope.payload.text)).toEqual(["the pu", "mp"]);
  expect(seen[0]?.envelope).toMatchObject({ type: "stream.delta", source: "writer", correlationId: "answer" });
  expect(seen[0]?.sequence).toBeUndefined();
  expect(await storedCount()).toBe(before);

  const end = await send({ text: "the pump", correlationId: "answer" });
  await expect.poll(() => seen.length).toBe(3);
  expect(end).toMatchObject({ verdict: "accepted", sequence: Number(seen[2]?.sequence) });
  expect(await storedCount()).toBe(before + 1);
  subscription.unsubscribe();
});

it("mentions in a piece tell nobody, and the whole text does", async () => {
  const told: string[] = [];
  const inbox = reader.subscribe("agent.reader.inbox", { callback: (_, message) => void told.push(message.string()) });
  await reader.flush();
  await send(piece("@reader look"));
  await send({ text: "@reader look", correlationId: "answer" });
  await expect.poll(() => told.length).toBe(1);
  expect(told[0]).toContain('"type":"text"');
  inbox.unsubscribe();
});

it("whoever may not post may not stream", async () => {
  const asOutsider = { from: outsider, principal: "outsider" };
  expect(await send(piece("x"), asOutsider)).toMatchObject({ verdict: "refused", code: "forbidden" });
  expect(await send(piece("x"), { place: { channel: "stopped" } })).toMatchObject({ code: "channel_paused" });
});

it("what is no piece is refused with the field and the form", async () => {
  expect(await send({ type: "stream.delta", text: "x" })).toMatchObject({
    verdict: "refused",
    code: "malformed",
    rule: "stream.schema",
    field: "correlationId",
    reason: expect.stringContaining('"correlationId"'),
  });
  expect(await send(piece("x", { mentions: ["writer"] }))).toMatchObject({ field: "mentions" });
});

it("a flood of pieces is held back, and leaves messages alone", async () => {
  const verdicts = await Promise.all(Array.from({ length: 600 }, () => send(piece("x"))));
  const refused = verdicts.filter((verdict) => verdict.verdict === "refused");
  expect(refused.length).toBeGreaterThan(100);
  expect(refused[0]).toMatchObject({ code: "rate_limited", rule: "stream.rate", retryAfterMs: expect.any(Number) });
  expect(await send({ text: "still here" })).toMatchObject({ verdict: "accepted", sequence: expect.any(Number) });
});
