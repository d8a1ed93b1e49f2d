import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type DeliveredMessage, gateway, redactionOf, type Session, VerdictError } from "@/sdk";
import { updateChannelAuth } from "@/server/policy";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { type ServedSpace, serveSpace } from "./services";
import { eventually } from "./space";

let world: TestWorld;
let space: ServedSpace;
let keys: Record<string, string>;
const sessions: Session[] = [];
const secret = "a secret";

beforeAll(async () => {
  world = await createTestWorld();
  space = await serveSpace(world);
  const agents = ["writer", "reader", "moderator", "owner"];
  keys = await space.populate({
    agents,
    groups: [{ name: "Team", members: agents }],
    channels: [{ name: "lab", visibility: "private", authorizedGroups: ["Team"] }],
  });
  const changes = (["moderator", "owner"] as const).map((role) => ({ holder: { principal: role }, role }));
  await updateChannelAuth(world.context(), { spaceId: space.spaceId, channel: "lab", changes });
});
afterAll(async () => {
  await Promise.all(sessions.map((session) => session.close({ drainMs: 0 })));
  await space.stop();
  await world.close();
});

const accessOf = (agent: string) => gateway({ url: space.gatewayUrl, space: space.spaceId, apiKey: keys[agent] ?? "" });

async function as(agent: string) {
  const session = await connect({ access: accessOf(agent) });
  sessions.push(session);
  return session.channel("lab");
}

interface Call {
  path?: string;
  type?: string;
  body?: object;
}

async function http(agent: string, method: "GET" | "POST", { path = "", type = "application/json", body }: Call = {}) {
  const response = await fetch(`${space.gatewayUrl}/v1/spaces/${space.spaceId}/channels/lab/messages${path}`, {
    method,
    headers: { authorization: `Bearer ${keys[agent]}`, accept: type, ...(body && { "content-type": type }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

test("a redaction reaches readers live, and no way of reading shows the original afterwards", async () => {
  const live: DeliveredMessage[] = [];
  const reader = await as("reader");
  const subscription = reader.subscribe((message) => void live.push(message));
  await subscription.ready;
  const { sequence = 0 } = await (await as("writer")).publish({ text: secret, headers: { secret } });
  const verdict = await (await as("moderator")).redact(sequence, "holds a password");
  await eventually(() => expect(live.map((message) => message.sequence)).toEqual([sequence, verdict.sequence]));
  expect(live[1] && redactionOf(live[1].envelope)).toEqual({ sequence, reason: "holds a password" });
  expect(live[1]?.envelope.source).toBe("moderator");

  const replayed: DeliveredMessage[] = [];
  (await as("reader")).subscribe((message) => void replayed.push(message), { since: "beginning" });
  await eventually(() => expect(replayed.map((message) => message.sequence)).toEqual([sequence, verdict.sequence]));
  const redaction = { by: "moderator", reason: "holds a password", at: expect.any(String) };
  expect(replayed[0]).toMatchObject({ envelope: { source: "writer", payload: {} }, redaction });
  const cloudEvents = await http("reader", "GET", { type: "application/cloudevents-batch+json" });
  expect(JSON.parse(cloudEvents.text)[0]).toMatchObject({
    redactedby: "moderator",
    redactedreason: "holds a password",
    redactedat: expect.any(String),
  });
  const answers = [
    JSON.stringify(replayed),
    JSON.stringify(await reader.history()),
    JSON.stringify(await accessOf("owner").readHistory({ place: { channel: "lab" } })),
    (await http("reader", "GET")).text,
    cloudEvents.text,
  ];
  for (const answer of answers) expect(answer).not.toContain(secret);
});

test("the original is there for owners over HTTP, and for nobody else", async () => {
  const { sequence = 0 } = await (await as("writer")).publish(secret);
  await (await as("moderator")).redact(sequence, "spam");
  const path = `/${sequence}/original`;
  for (const agent of ["writer", "reader", "moderator"]) {
    const { status, text } = await http(agent, "GET", { path });
    expect([status, text.includes(secret)]).toEqual([403, false]);
  }
  const { status, text } = await http("owner", "GET", { path });
  expect([status, JSON.parse(text)]).toMatchObject([200, { envelope: { payload: { text: secret } } }]);
  const wrong = await http("owner", "GET", { path: "/abc/original" });
  expect([wrong.status, JSON.parse(wrong.text)]).toMatchObject([400, { error: { fields: [{ path: "sequence" }] } }]);
});

test("a member cannot redact over NATS, over HTTP or as a CloudEvent; a moderator can with each", async () => {
  const writer = await as("writer");
  const { sequence = 0 } = await writer.publish(secret);
  const refusal = writer.redact(sequence, "spam");
  await expect(refusal).rejects.toBeInstanceOf(VerdictError);
  await expect(refusal).rejects.toMatchObject({ verdict: { code: "forbidden", rule: "channel.role" } });
  const data = { sequence, reason: "spam" };
  const plain = { body: { type: "message.redaction", payload: { data } } };
  const event = { specversion: "1.0", id: "1", source: "/me", type: "message.redaction", data };
  const cloudEvent = { type: "application/cloudevents+json", body: event };
  for (const sent of [plain, cloudEvent]) {
    const { status, text } = await http("writer", "POST", sent);
    expect([status, JSON.parse(text)]).toMatchObject([403, { verdict: "refused", code: "forbidden" }]);
  }
  const wrapped = { ...cloudEvent, body: { ...event, id: "2", data: { data } } };
  expect(JSON.parse((await http("writer", "POST", wrapped)).text)).toMatchObject({ verdict: "refused" });
  expect((await writer.history()).messages.find((message) => message.sequence === sequence)).not.toHaveProperty(
    "redaction",
  );
  for (const sent of [plain, cloudEvent]) {
    expect(JSON.parse((await http("moderator", "POST", sent)).text)).toMatchObject({ verdict: "accepted" });
  }
  const { messages } = await writer.history();
  expect(messages.find((message) => message.sequence === sequence)).toMatchObject({ redaction: { by: "moderator" } });
});
