import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { attachmentLimitsOf } from "@/server/attachments";
import { createAttemptLimiter, createAuth, type SignedInUser } from "@/server/auth";
import type { Db } from "@/server/db";
import { env, type PlatformRole } from "@/server/kernel";
import { createGroup, ensurePerson } from "@/server/policy";
import { createTestWorld, type TestWorld } from "@/server/testing";
import type { ApiContext } from "../context";
import { createReadyBus } from "../ready-bus";
import { answerExport } from "./handle-export";

let world: TestWorld;
let spaceId: string;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ spaceId } = await world.createSpace());
});

/** The context of a request by somebody new, who has a Person in the space. */
async function contextOf(platformRole: PlatformRole): Promise<ApiContext & { user: SignedInUser }> {
  const data = { email: `${world.unique("user")}@example.org`, name: "Somebody", platformRole };
  const { id, email, name } = await world.db.user.create({ data });
  await ensurePerson(world.context(), { userId: id, spaceId });
  const user: SignedInUser = { id, email, name, actor: { kind: "user", userId: id, email, platformRole } };
  return { ...anonymous(), user };
}

function anonymous(): ApiContext {
  const { db, log, clock, secret, connections, bus, natsUrl } = world;
  const limiter = createAttemptLimiter({ clock, windowMs: 1_000, keysMax: 10 });
  const runtime = {
    ...{ db, log, clock, secret, connections },
    bus: createReadyBus(async () => bus, log),
    kubernetes: undefined as never,
    auth: createAuth({ db, env, log, limiter, secret }),
    credentialTtlMs: 60_000,
    attachmentLimits: attachmentLimitsOf(env),
    natsServers: { nats: [natsUrl], websocket: [] },
    serviceContext: (actor: SignedInUser["actor"]) => ({ actor, db, clock, bus, log }),
  };
  return { runtime, user: null, origin: { via: "console", address: "192.0.2.7" } };
}

function request(query: Record<string, string>, headers: Record<string, string> = {}): Request {
  return new Request(`http://console.test/api/export/x?${new URLSearchParams(query)}`, { headers });
}

const manyRows = (db: Db, count: number) => db.$executeRaw`
  INSERT INTO "AuditLog" ("spaceId", actor, verb, target, after)
  SELECT ${spaceId}, 'service:test', 'many.act', 't:' || n, jsonb_build_object('n', n) FROM generate_series(1, ${count}) n`;

test("an admin gets the file with the list's filters, as an attachment that nobody keeps", async () => {
  await createGroup(world.context(), { spaceId, name: "Edge" });
  const context = await contextOf("admin");
  const answer = await answerExport(context, request({ spaceId, format: "jsonl", verb: "group", search: "" }), "audit");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/jsonl; charset=utf-8");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const day = new Date().toISOString().slice(0, 10);
  expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="audit-${spaceId}-${day}.jsonl"`);
  expect(
    (await answer.text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).target),
  ).toEqual(["group:Edge"]);
  const [row] = await world.db.auditLog.findMany({ where: { spaceId, verb: "audit.export" } });
  expect(row).toMatchObject({ actor: `user:${context.user.email}`, via: "console", address: "192.0.2.7" });
});

test("nobody else gets anything of it, nor leaves a row", async () => {
  const query = { spaceId, format: "jsonl" };
  const admin = await contextOf("admin");
  const answers = await Promise.all([
    answerExport(anonymous(), request(query), "audit"),
    answerExport(await contextOf("operator"), request(query), "audit"),
    answerExport(await contextOf("observer"), request(query), "decisions"),
    answerExport(admin, request({ ...query, spaceId: "nowhere" }), "audit"),
    answerExport(admin, request(query), "passwords"),
    answerExport(admin, request(query), "constructor"),
    answerExport(admin, request(query, { "sec-fetch-site": "cross-site" }), "audit"),
    answerExport(admin, request({ ...query, format: "xml" }), "audit"),
    answerExport(admin, request({ ...query, allowed: "perhaps" }), "decisions"),
    answerExport(admin, request({ ...query, from: "now" }), "audit"),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 403, 403, 404, 404, 404, 403, 400, 400, 400]);
  for (const answer of answers) {
    expect(answer.headers.get("content-disposition")).toBeNull();
    expect(await answer.json()).toMatchObject({ error: { message: expect.any(String) } });
  }
  expect(await world.db.auditLog.count({ where: { spaceId, verb: { endsWith: ".export" } } })).toBe(0);
});

test("a long one is one whole JSON batch", async () => {
  await manyRows(world.db, 5_000);
  const query = request({ spaceId, format: "cloudevents", verb: "many" });
  const answer = await answerExport(await contextOf("admin"), query, "audit");
  const events = JSON.parse(await answer.text());
  expect(events).toHaveLength(5_000);
  expect(new Set(events.map(({ id }: { id: string }) => id)).size).toBe(5_000);
});
