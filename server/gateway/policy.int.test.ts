import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { createGatewayScene, type GatewayScene } from "./scene";

let world: TestWorld;
let scene: GatewayScene;

beforeAll(async () => {
  world = await createTestWorld();
  scene = await createGatewayScene(world);
});
afterAll(async () => {
  await scene.close();
  await world.close();
});

const post = { action: "channel.post", place: { channel: "lab" } };
const denied = { code: "FORBIDDEN", reason: "other_principal" };

test("an agent asks for itself, and hears the same of a channel that is closed to it as of none", async () => {
  const { call } = scene;
  const mine = await call("POST", "/policy/check", { as: "member", body: post });
  expect(mine.body).toMatchObject({ allowed: true, path: ["agent member", "group Crew", "member of #lab"] });
  const answers = await Promise.all(
    ["lab", "nowhere"].map((channel) =>
      call("POST", "/policy/check", { as: "outsider", body: { ...post, place: { channel } } }),
    ),
  );
  const [closed, absent] = answers.map(({ body }) => JSON.stringify(body).replaceAll(/lab|nowhere/g, "#"));
  expect(closed).toBe(absent);
  expect(answers[0]?.body).toMatchObject({ allowed: false, code: "forbidden" });
  const explained = await call("POST", "/policy/explain", { as: "outsider", body: post });
  expect(explained.body).toMatchObject({ decision: { allowed: false }, ways: [], blocks: [] });
});

test("it asks about others on the channels that it manages, and nothing is answered when one request is not", async () => {
  const { call } = scene;
  const about = (principal: string, channel = "lab") => ({ ...post, principal, place: { channel } });
  const ask = (as: string, ...requests: object[]) => call("POST", "/policy/check-batch", { as, body: { requests } });
  const { body } = await ask("owner", about("outsider"), about("owner"), about("member"));
  expect(body.decisions.map(({ allowed }: { allowed: boolean }) => allowed)).toEqual([false, true, true]);
  for (const channel of ["open", "nowhere"]) {
    const refused = await ask("owner", about("member"), about("member", channel));
    expect(refused).toMatchObject({
      status: 403,
      body: { error: { ...denied, fields: [{ path: "requests[1].principal" }] } },
    });
  }
  expect(await ask("moderator", about("member"))).toMatchObject({ status: 403, body: { error: denied } });
  expect(await ask("owner", { principal: "member", action: "space.admin" })).toMatchObject({ status: 403 });
  const one = await call("POST", "/policy/check", { as: "member", body: about("owner") });
  expect(one.body.error).toMatchObject({ ...denied, fields: [{ path: "principal" }] });
  expect((await call("POST", "/policy/explain", { as: "member", body: about("owner") })).status).toBe(403);
  expect((await call("GET", "/channels/lab/principals", { as: "moderator" })).status).toBe(403);
  expect((await call("GET", "/principals/owner/channels", { as: "member" })).status).toBe(403);
});

test("questions that make no sense are refused by their field", async () => {
  const { call } = scene;
  const fieldOf = async (path: string, body: object) =>
    (await call("POST", path, { as: "owner", body })).body.error.fields[0]?.path;
  expect(await fieldOf("/policy/check", { ...post, action: "channel.eat" })).toBe("action");
  expect(await fieldOf("/policy/check", { ...post, place: { channel: "A B" } })).toBe("place.channel");
  expect(await fieldOf("/policy/check", { ...post, pace: {} })).toBe("pace");
  expect(await fieldOf("/policy/check", { ...post, atLeastRevision: "x" })).toBe("atLeastRevision");
  expect(await fieldOf("/policy/check-batch", { requests: [] })).toBe("requests");
  expect(await fieldOf("/policy/check-batch", { requests: [{ ...post, principal: "No" }] })).toBe(
    "requests[0].principal",
  );
  const tooMany = { requests: Array.from({ length: 1_001 }, () => ({ ...post, principal: "owner" })) };
  expect(await fieldOf("/policy/check-batch", tooMany)).toBe("requests");
  const future = await call("POST", "/policy/check", { as: "owner", body: { ...post, atLeastRevision: "999999" } });
  expect(future.status).toBe(503);
  expect(future.headers.get("retry-after")).toBe("1");
});

test("who reaches a channel, and what one reaches, come in pages", async () => {
  const { call } = scene;
  const first = await call("GET", "/channels/lab/principals?limit=2", { as: "owner" });
  const rest = await call("GET", `/channels/lab/principals?limit=2&after=${encodeURIComponent(first.body.next)}`, {
    as: "owner",
  });
  const ids = [...first.body.principals, ...rest.body.principals].map(({ id }: { id: string }) => id);
  expect(ids).toEqual(["member", "moderator", "owner"]);
  const mine = await call("GET", "/principals/outsider/channels", { as: "outsider" });
  expect(mine.body.channels.map(({ name }: { name: string }) => name)).toEqual(["open"]);
  const wrong = await call("GET", "/channels/lab/principals?limit=0", { as: "owner" });
  expect(wrong.body.error.fields[0]?.path).toBe("limit");
});

test("owners change roles, unless they have changed since; others do not", async () => {
  const { call, spaceId } = scene;
  const { body: before } = await call("GET", "/channels/lab/auth", { as: "owner" });
  const change = (as: string, role: string | null, atRevision?: string) =>
    call("PATCH", "/channels/lab/auth", {
      as,
      body: { changes: [{ holder: { principal: "outsider" }, role }], atRevision },
    });
  expect((await change("moderator", "owner")).status).toBe(403);
  expect((await change("owner", "member", before.revision)).body).toMatchObject({ changed: 1 });
  expect(await change("owner", null, before.revision)).toMatchObject({
    status: 412,
    body: { error: { reason: "stale_revision", fields: [{ path: "atRevision" }] } },
  });
  expect((await call("POST", "/policy/check", { as: "outsider", body: post })).body.allowed).toBe(true);
  expect((await change("owner", null)).body).toMatchObject({ changed: 1 });
  const row = await world.db.auditLog.findFirstOrThrow({
    where: { spaceId, verb: "channel.roles" },
    orderBy: { id: "desc" },
  });
  expect(row).toMatchObject({ actor: `agent:${spaceId}/owner`, via: "gateway", address: "127.0.0.1" });
});

test("moderators block those below them and lift it again; members do not", async () => {
  const { call } = scene;
  const block = (as: string, principal: string, more = {}) =>
    call("POST", "/channels/lab/blocks", {
      as,
      body: { holder: { principal }, effect: "posting", reason: "Loud.", ...more },
    });
  expect((await block("member", "member")).status).toBe(403);
  expect((await block("moderator", "owner")).status).toBe(403);
  expect((await block("moderator", "member", { expiresAt: "2001-01-01T00:00:00Z" })).body.error.fields[0]?.path).toBe(
    "expiresAt",
  );
  expect(await block("moderator", "member")).toMatchObject({ status: 201, body: { block: { reason: "Loud." } } });
  const posted = await call("POST", "/channels/lab/messages", { as: "member", body: { text: "hello" } });
  expect(posted).toMatchObject({ status: 403, body: { verdict: "refused", code: "paused" } });
  expect((await call("GET", "/channels/lab/blocks", { as: "member" })).status).toBe(403);
  expect((await call("GET", "/channels/lab/blocks", { as: "moderator" })).body.blocks).toHaveLength(1);
  const lift = (query: string) => call("DELETE", `/channels/lab/blocks?effect=posting${query}`, { as: "moderator" });
  expect((await lift("")).body.error.fields[0]?.path).toBe("principal");
  expect((await lift("&principal=member&group=Crew")).status).toBe(400);
  expect((await lift("&principal=member")).status).toBe(200);
  expect((await lift("&principal=member")).status).toBe(404);
  expect((await call("POST", "/channels/lab/messages", { as: "member", body: { text: "hello" } })).status).toBe(201);
});
