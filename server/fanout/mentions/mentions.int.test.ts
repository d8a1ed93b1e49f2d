import type { Msg, NatsConnection } from "@nats-io/nats-core";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  agentInboxSubject,
  type Envelope,
  inboxHeaders,
  ingressSubject,
  liveSubject,
  type Place,
  type Verdict,
} from "@/sdk/protocol";
import { addMembers, createGroup, createPermissionCache, type PermissionCache, removeMembers } from "@/server/policy";
import { addAgent, addChannel, connectPrincipal, createTestWorld, type TestWorld } from "@/server/testing";
import { type Fanout, startFanout } from "../index";

let world: TestWorld;
let permissions: PermissionCache;
let fanout: Fanout;
let spaceId: string;
let sender: NatsConnection;
const inboxes: NatsConnection[] = [];
let told: { agent: string; place: string; reason: string; priority: string; sequence: string; text: string }[] = [];

const room: Place = { channel: "lab" };

beforeAll(async () => {
  world = await createTestWorld();
  const { spaceId: id, keys } = await world.createSpace();
  spaceId = id;
  const agents = ["sender", "ann", "bob", "outsider"];
  for (const agent of agents) await addAgent(world.db, spaceId, agent);
  await addChannel(world.db, spaceId, { name: "lab", members: ["sender", "ann"], threads: [{ name: "talk" }] });
  await addChannel(world.db, spaceId, { name: "whisper", members: ["sender", "ann"], enablePersistence: false });
  const ctx = world.context();
  for (const name of ["Team", "Others"]) await createGroup(ctx, { spaceId, name });
  await addMembers(ctx, { spaceId, group: "Team", principals: ["sender", "ann", "bob"] });
  const channel = await world.db.channel.findFirstOrThrow({ where: { spaceId, name: "lab" } });
  const team = await world.db.group.findFirstOrThrow({ where: { spaceId, name: "Team" } });
  await world.db.channelRole.create({
    data: { channelKey: channel.key, groupKey: team.key, role: "member", origin: "admin" },
  });
  permissions = createPermissionCache(world);
  fanout = await startFanout({ ...world, permissions });
  ({ connection: sender } = await connectPrincipal({ natsUrl: world.natsUrl, keys, name: "sender", tags: ["ch:lab"] }));
  for (const agent of agents) {
    const { connection } = await connectPrincipal({ natsUrl: world.natsUrl, keys, name: agent });
    connection.subscribe(agentInboxSubject(agent), {
      callback: (_error, message: Msg) => {
        const header = (name: string) => message.headers?.get(name) ?? "";
        told.push({
          agent,
          place: header(inboxHeaders.place),
          reason: header(inboxHeaders.reason),
          priority: header(inboxHeaders.priority),
          sequence: header(inboxHeaders.sequence),
          text: message.json<Envelope>().payload.text ?? "",
        });
      },
    });
    await connection.flush();
    inboxes.push(connection);
  }
});
beforeEach(() => {
  told = [];
});
afterAll(async () => {
  for (const connection of [sender, ...inboxes]) await connection?.close();
  await fanout?.stop();
  await permissions?.close();
  await world?.close();
});

async function send(draft: object | string, place = room): Promise<Verdict> {
  const answer = await sender.request(ingressSubject("sender", place), JSON.stringify(draft), { timeout: 20_000 });
  return answer.json<Verdict>();
}

async function liveOf(place: Place, act: () => Promise<unknown>): Promise<Envelope[]> {
  const live: Envelope[] = [];
  const service = await world.connections.get(spaceId);
  const subscription = service.subscribe(liveSubject(place), {
    callback: (_error, message: Msg) => void live.push(message.json<Envelope>()),
  });
  await service.flush();
  await act();
  await vi.waitFor(() => expect(live.length).toBeGreaterThan(0));
  subscription.unsubscribe();
  return live;
}

test("a mention in the text is in the envelope as the policy knows it, and comes to the agent's inbox first", async () => {
  let verdict: Verdict | undefined;
  const [envelope] = await liveOf(room, async () => {
    verdict = await send("@Ann and @nobody, mail x@ann.org `@bob`");
  });
  expect(envelope?.mentions).toEqual(["ann"]);
  expect(verdict).toMatchObject({ verdict: "accepted", unresolved: ["nobody"] });
  await vi.waitFor(() => expect(told).toHaveLength(1));
  const sequence = verdict?.verdict === "accepted" ? String(verdict.sequence) : "";
  expect(told[0]).toMatchObject({ agent: "ann", place: "channels.lab", reason: "direct", priority: "8", sequence });
});

test("a group comes to each of its agents that reads the place but the sender, once, for the most direct reason", async () => {
  expect(await send("@Team and @bob")).toMatchObject({ verdict: "accepted" });
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(told.map(({ agent, reason }) => `${agent} ${reason}`).sort()).toEqual(["ann group", "bob direct"]);
});

test("who cannot read the place is neither told nor named, whatever the draft says", async () => {
  const [envelope] = await liveOf(room, () => send({ text: "hi", mentions: ["@outsider", "group:Others", "ann"] }));
  expect(envelope?.mentions).toEqual(["ann"]);
  expect(await send("@outsider @Others")).toMatchObject({ verdict: "accepted", unresolved: ["outsider", "Others"] });
  const [unnamed] = await liveOf(room, () => send("@outsider"));
  expect(unnamed).not.toHaveProperty("mentions");
  expect(told.map(({ agent }) => agent)).toEqual(["ann"]);
});

test("a change of rights is in force with the next message", async () => {
  const ctx = world.context();
  expect(await send("@outsider")).toMatchObject({ unresolved: ["outsider"] });
  await addMembers(ctx, { spaceId, group: "Team", principals: ["outsider"] });
  await vi.waitFor(async () => expect(await send("@outsider")).not.toHaveProperty("unresolved"));
  await removeMembers(ctx, { spaceId, group: "Team", principals: ["outsider"] });
  await vi.waitFor(async () => expect(await send("@outsider")).toHaveProperty("unresolved"));
});

test("messages behind one whose mentions are looked up keep their order", async () => {
  const place = { channel: "lab", thread: "talk" };
  const texts = Array.from({ length: 200 }, (_, index) => (index % 7 === 0 ? `${index} @x${index}` : `${index}`));
  const service = await world.connections.get(spaceId);
  const live: string[] = [];
  const subscription = service.subscribe(liveSubject(place), {
    callback: (_error, message: Msg) => void live.push(message.json<Envelope>().payload.text ?? ""),
  });
  await service.flush();
  await Promise.all(texts.map((text) => send(text, place)));
  await vi.waitFor(() => expect(live).toHaveLength(texts.length));
  subscription.unsubscribe();
  expect(live).toEqual(texts);
});

test("here are the agents that are online, and nothing kept has no number", async () => {
  await world.db.principal.updateMany({
    where: { spaceId, id: { in: ["ann", "outsider"] } },
    data: { connections: 1 },
  });
  expect(await send("@here", { channel: "whisper" })).toMatchObject({ verdict: "accepted" });
  await vi.waitFor(() => expect(told).toHaveLength(1));
  expect(told[0]).toMatchObject({ agent: "ann", place: "channels.whisper", reason: "here", sequence: "" });
});

test("a message that is sent twice is told once", async () => {
  const id = "0195f2d0-0000-7000-8000-000000000009";
  await send({ id, text: "@ann" });
  expect(await send({ id, text: "@ann" })).toMatchObject({ duplicate: true });
  await send("@bob");
  await vi.waitFor(() => expect(told.map(({ agent }) => agent)).toEqual(["ann", "bob"]));
});

test("a group of more than 1,000 agents is named and not told one by one, which the sender hears", async () => {
  const ids = Array.from({ length: 1_001 }, (_, index) => `unit-${index}`);
  await world.db.principal.createMany({
    data: ids.map((agent) => ({ spaceId, id: agent, kind: "agent" as const, displayName: agent })),
  });
  const ctx = world.context();
  await createGroup(ctx, { spaceId, name: "Swarm" });
  for (const principals of [ids.slice(0, 1_000), ids.slice(1_000)]) {
    await addMembers(ctx, { spaceId, group: "Swarm", principals });
  }
  const [group, channel] = await Promise.all([
    world.db.group.findFirstOrThrow({ where: { spaceId, name: "Swarm" } }),
    world.db.channel.findFirstOrThrow({ where: { spaceId, name: "lab" } }),
  ]);
  await world.db.channelRole.create({
    data: { channelKey: channel.key, groupKey: group.key, role: "member", origin: "admin" },
  });
  const verdict = await send("@Swarm @ann");
  expect(verdict).toMatchObject({ verdict: "accepted", untold: ["group:Swarm"] });
  await vi.waitFor(() => expect(told.map(({ agent }) => agent)).toEqual(["ann"]));
});
