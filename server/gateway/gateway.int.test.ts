import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { HistoryPage, IssuedCredential, Verdict } from "@/sdk/protocol";
import { messageBytesMax } from "@/sdk/protocol";
import { type Fanout, startFanout } from "@/server/fanout";
import { newId } from "@/server/kernel";
import { createSeed, publicKeyOf } from "@/server/nats";
import {
  addMembers,
  createAgentKey,
  createGroup,
  createPermissionCache,
  type PermissionCache,
  registerAgent,
  setChannelGrants,
} from "@/server/policy";
import { createTestWorld, type TestWorld } from "@/server/testing";
import type { ErrorAnswer } from "./schemas/error";
import { type Gateway, startGateway } from "./start";

let world: TestWorld;
let spaceId: string;
let otherSpace: string;
let permissions: PermissionCache;
let fanout: Fanout;
let gateway: Gateway;
const keys: Record<string, string> = {};

beforeAll(async () => {
  world = await createTestWorld();
  ({ spaceId } = await world.createSpace());
  otherSpace = (await world.createSpace("other")).spaceId;
  const context = world.context();
  for (const [space, id] of [
    [spaceId, "member"],
    [spaceId, "outsider"],
    [otherSpace, "stranger"],
  ] as const) {
    await registerAgent(context, { spaceId: space, id });
    keys[id] = (await createAgentKey(context, { spaceId: space, principalId: id })).key;
  }
  for (const name of ["team.closed", "team.old", "events"]) await world.db.channel.create({ data: { spaceId, name } });
  await world.db.channel.create({ data: { spaceId, name: "open", visibility: "public" } });
  await createGroup(context, { spaceId, name: "Team" });
  await addMembers(context, { spaceId, group: "Team", principals: ["member"] });
  for (const channel of ["team.closed", "team.old", "events"]) {
    await setChannelGrants(context, { spaceId, channel, groups: ["Team"] });
  }
  await world.db.channel.updateMany({ where: { spaceId, name: "team.old" }, data: { state: "Archived" } });
  permissions = createPermissionCache(world);
  fanout = await startFanout({ ...world, permissions });
  gateway = await startGateway({
    ...world,
    host: "127.0.0.1",
    port: 0,
    fanout,
    credentialTtlMs: 60_000,
    servers: { nats: [world.natsUrl], websocket: [world.natsWsUrl] },
  });
});
afterAll(async () => {
  await gateway.stop();
  await fanout.stop();
  await permissions.close();
  await world.close();
});

interface Call {
  as?: string;
  space?: string;
  body?: unknown;
  raw?: string;
  type?: string;
  headers?: Record<string, string>;
}

async function call<Answer = ErrorAnswer>(method: string, path: string, options: Call = {}) {
  const { as = "member", body, raw = body === undefined ? undefined : JSON.stringify(body) } = options;
  const key = keys[as];
  const response = await fetch(`${gateway.url}/v1/spaces/${options.space ?? spaceId}${path}`, {
    method,
    body: raw,
    headers: {
      ...(raw !== undefined && { "content-type": options.type ?? "application/json" }),
      ...(key && { authorization: `Bearer ${key}` }),
      ...options.headers,
    },
  });
  return { status: response.status, headers: response.headers, answer: (await response.json()) as Answer };
}

const messages = (channel: string) => `/channels/${channel}/messages`;
const post = (channel: string, options: Call) => call<Verdict>("POST", messages(channel), options);

async function accepted(channel: string, options: Call) {
  const { status, answer } = await post(channel, options);
  if (answer.verdict !== "accepted") throw new Error(answer.reason);
  return { status, ...answer };
}

const routes = [
  ["POST", "/credentials", { publicKey: publicKeyOf(createSeed("user")) }],
  ["GET", "/channels", undefined],
  ["POST", messages("open"), { text: "hello" }],
  ["GET", messages("open"), undefined],
  ["POST", "/channels/open/threads", { topic: "A thread" }],
  ["GET", "/channels/open/threads", undefined],
] as const;

test.each(routes)("%s %s asks for a key of the space, and tells nobody else anything", async (method, path, body) => {
  const without = await call(method, path, { as: "nobody", body });
  expect(without.status).toBe(401);
  expect(without.headers.get("www-authenticate")).toBe("Bearer");
  expect(without.answer.error).toMatchObject({ code: "UNAUTHORIZED", reason: "invalid_credentials" });
  const wrong = { authorization: `Bearer pk_${"a".repeat(43)}` };
  expect((await call(method, path, { as: "nobody", body, headers: wrong })).answer).toEqual(without.answer);
  expect((await call(method, path, { as: "stranger", body })).answer).toEqual(without.answer);
  expect((await call(method, path, { body, space: otherSpace })).answer).toEqual(without.answer);
  expect((await call(method, path, { body, space: "nowhere" })).answer).toEqual(without.answer);
});

test("a credential is made for the agent's own public key and names what it opens", async () => {
  const publicKey = publicKeyOf(createSeed("user"));
  const { status, answer } = await call<IssuedCredential>("POST", "/credentials", { body: { publicKey } });
  expect(status).toBe(201);
  expect(answer).toMatchObject({ principal: "member", space: spaceId, servers: { nats: [world.natsUrl] } });
  expect(answer.channels.map(({ name }) => name)).toEqual(["events", "open", "team.closed"]);
  const one = { publicKey: publicKeyOf(createSeed("user")), channels: ["open"] };
  const narrow = await call<IssuedCredential>("POST", "/credentials", { body: one });
  expect(narrow.answer.channels.map(({ name }) => name)).toEqual(["open"]);
});

test("a request for a credential that is not valid is refused by its field", async () => {
  const refusal = async (body: unknown) => (await call("POST", "/credentials", { body })).answer.error;
  expect(await refusal({})).toMatchObject({ code: "VALIDATION", fields: [{ path: "publicKey" }] });
  expect(await refusal({ publicKey: "UXYZ" })).toMatchObject({ code: "VALIDATION", fields: [{ path: "publicKey" }] });
  expect(await refusal({ publicKey: "U", channels: ["A B"] })).toMatchObject({ fields: [{ path: "channels[0]" }] });
  expect((await call("POST", "/credentials", { raw: "{" })).status).toBe(400);
  expect((await call("POST", "/credentials", { raw: "<a/>", type: "text/xml" })).status).toBe(415);
});

test("a switched-off agent gets no credential", async () => {
  const context = world.context();
  await registerAgent(context, { spaceId, id: "off" });
  keys["off"] = (await createAgentKey(context, { spaceId, principalId: "off" })).key;
  await world.db.principal.updateMany({ where: { spaceId, id: "off" }, data: { disabledAt: new Date() } });
  const body = { publicKey: publicKeyOf(createSeed("user")) };
  expect((await call("POST", "/credentials", { as: "off", body })).status).toBe(401);
});

test("every accepted form of a message is stored and read back in order, and the same one only once", async () => {
  const id = newId();
  const first = await accepted("events", { body: { id, text: "one" } });
  expect(first).toMatchObject({ status: 201, id });
  expect(await accepted("events", { body: { id, text: "one" } })).toMatchObject({
    status: 200,
    duplicate: true,
    sequence: first.sequence,
  });
  await accepted("events", { body: "two" });
  await accepted("events", { raw: "three", type: "text/plain" });
  await accepted("events", {
    body: { type: "tool.call", payload: { data: { name: "fft" } } },
    type: "application/x-www-form-urlencoded",
  });
  const { answer } = await call<HistoryPage>("GET", messages("events"));
  expect(answer.messages.map(({ envelope }) => envelope.payload)).toEqual([
    { text: "one" },
    { text: "two" },
    { text: "three" },
    { data: { name: "fft" } },
  ]);
  expect(answer.messages.every(({ envelope }) => envelope.source === "member")).toBe(true);
  expect(answer).toMatchObject({ from: 0, hasOlder: false, hasNewer: false });
  const [one, two] = answer.messages;
  const range = `?after=${one?.sequence}&through=${two?.sequence}&limit=5`;
  const page = await call<HistoryPage>("GET", `${messages("events")}${range}`);
  expect(page.answer).toMatchObject({ from: one?.sequence, through: two?.sequence, hasOlder: true, hasNewer: true });
  expect(page.answer.messages).toEqual([two]);
});

test("every refused message gets a verdict with the status of its code", async () => {
  const refusal = async (channel: string, options: Call, query = "") => {
    const { status, answer } = await call<Verdict>("POST", `${messages(channel)}${query}`, options);
    return [status, answer.verdict === "refused" ? answer.code : answer];
  };
  expect(await refusal("open", { raw: "{ not json" })).toEqual([400, "malformed"]);
  expect(await refusal("open", { raw: "" })).toEqual([400, "malformed"]);
  expect(await refusal("open", { body: { text: 7 } })).toEqual([400, "malformed"]);
  expect(await refusal("open", { body: { text: "x".repeat(messageBytesMax) } })).toEqual([413, "too_large"]);
  expect(await refusal("team.closed", { as: "outsider", body: "hello" })).toEqual([403, "forbidden"]);
  expect(await refusal("nowhere", { body: "hello" })).toEqual([403, "forbidden"]);
  expect(await refusal("open", { body: "hello" }, "?thread=none")).toEqual([403, "forbidden"]);
  expect(await refusal("team.old", { body: "hello" })).toEqual([409, "channel_archived"]);
});

test("a message far too large to be read gets its verdict before it was sent whole", async () => {
  const size = 64 * 1_048_576;
  const answer = await new Promise<{ status?: number; body: string }>((resolve, reject) => {
    const sent = httpRequest(`${gateway.url}/v1/spaces/${spaceId}${messages("open")}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${keys["member"]}`,
        "content-type": "application/json",
        "content-length": size,
      },
    });
    sent.on("response", (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => {
        sent.destroy();
        resolve({ status: response.statusCode, body });
      });
    });
    sent.on("error", reject);
    sent.write("[".repeat(10_000));
  });
  expect(answer.status).toBe(413);
  expect(JSON.parse(answer.body)).toMatchObject({ verdict: "refused", code: "too_large" });
});

test("CloudEvents are taken and given", async () => {
  const type = "application/cloudevents+json";
  const event = {
    specversion: "1.0",
    id: "reading-1",
    source: "/sensors/7",
    type: "reading",
    correlationid: "case-9",
    data: { value: 37.2 },
  };
  const first = await accepted("open", { body: event, type });
  expect(first.status).toBe(201);
  expect(await accepted("open", { body: event, type })).toMatchObject({ status: 200, id: first.id });
  const { headers, answer } = await call<unknown[]>("GET", `${messages("open")}?limit=1`, {
    headers: { accept: type },
  });
  expect(headers.get("content-type")).toMatch(/^application\/cloudevents-batch\+json/);
  expect(headers.get("parley-through")).toBe(String(first.sequence));
  expect(answer).toEqual([
    expect.objectContaining({
      specversion: "1.0",
      id: first.id,
      source: `/spaces/${spaceId}/principals/member`,
      type: "reading",
      subject: "channels.open",
      correlationid: "case-9",
      sequence: String(first.sequence),
      data: { data: { value: 37.2 } },
    }),
  ]);
  for (const raw of ["{", JSON.stringify({ ...event, specversion: "0.3" })]) {
    expect(await post("open", { raw, type })).toMatchObject({
      status: 400,
      answer: { verdict: "refused", code: "malformed" },
    });
  }
  expect((await post("open", { raw: "[]", type: "application/cloudevents-batch+json" })).status).toBe(400);
});

test("history is refused by its field, and to those who may not read", async () => {
  const refusal = async (path: string, as?: string) => {
    const { status, answer } = await call("GET", path, { as });
    return [status, answer.error.code, answer.error.fields[0]?.path];
  };
  expect(await refusal(`${messages("open")}?limit=0`)).toEqual([400, "VALIDATION", "limit"]);
  expect(await refusal(`${messages("open")}?after=x`)).toEqual([400, "VALIDATION", "after"]);
  expect(await refusal(`${messages("open")}?untill=9`)).toEqual([400, "VALIDATION", "untill"]);
  expect(await refusal(messages("Not%20A%20Name"))).toEqual([400, "VALIDATION", "channel"]);
  expect(await refusal(messages("team.closed"), "outsider")).toEqual([403, "FORBIDDEN", undefined]);
  expect(await refusal(messages("nowhere"), "outsider")).toEqual([403, "FORBIDDEN", undefined]);
});

test("the list of channels shows what the agent may read and do, and no more", async () => {
  const namesFor = async (as: string) => {
    const { answer } = await call<{ channels: { name: string; canPost: boolean; privateThreads: string[] }[] }>(
      "GET",
      "/channels",
      { as },
    );
    return answer.channels.map(({ name, canPost, privateThreads }) => [name, canPost, privateThreads]);
  };
  expect(await namesFor("outsider")).toEqual([["open", true, []]]);
  expect((await namesFor("member")).map(([name]) => name)).toEqual(["events", "open", "team.closed", "team.old"]);
});

test("a thread is started, listed, posted to and read; not by those who may not, nor with wrong fields", async () => {
  const threads = "/channels/events/threads";
  const started = await call<{ name: string }>("POST", threads, { body: { topic: "Why 37.2?" } });
  expect(started).toMatchObject({ status: 201, answer: { name: "why-37-2", isPrivate: false, createdBy: "member" } });
  const inThread = `${messages("events")}?thread=why-37-2`;
  expect((await call("POST", inThread, { body: "Because." })).status).toBe(201);
  const page = await call<HistoryPage>("GET", inThread);
  expect(page.answer.messages.map(({ place }) => place)).toEqual([
    { channel: "events", thread: "why-37-2", isPrivate: false },
  ]);
  const listed = await call<{ threads: { name: string }[] }>("GET", threads);
  expect(listed.answer.threads.map(({ name }) => name)).toEqual(["why-37-2"]);
  expect((await call("POST", threads, { body: { topic: "again", name: "why-37-2" } })).status).toBe(409);
  expect((await call("POST", threads, { body: {} })).answer.error.fields[0]?.path).toBe("topic");
  expect((await call("POST", threads, { body: { topic: "x", name: "A B" } })).answer.error.fields[0]?.path).toBe(
    "name",
  );
  expect((await call("GET", `${threads}?limit=0`)).answer.error.fields[0]?.path).toBe("limit");
  expect((await call("POST", threads, { as: "outsider", body: { topic: "x" } })).status).toBe(403);
  expect((await call("GET", threads, { as: "outsider" })).status).toBe(403);
});

test("health says that the process runs, readiness that it can work", async () => {
  expect(await (await fetch(`${gateway.url}/healthz`)).json()).toEqual({ status: "ok" });
  const ready = await fetch(`${gateway.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ready", database: true, nats: true }]);
});

test("an unknown route is named", async () => {
  const response = await fetch(`${gateway.url}/v2/anything?key=secret`);
  expect(response.status).toBe(404);
  const { error } = z.object({ error: z.object({ message: z.string() }) }).parse(await response.json());
  expect(error.message).toBe("There is no GET /v2/anything here.");
});
