import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { checkPermission } from "../check";
import { createDecisionLog, decisionLogOf } from "../decision-log";
import { createGroup } from "../groups/create";
import { readDecision } from "../read-decision";
import { createScene, type Scene } from "../scene";
import { exportAudit } from "./export-audit";
import { exportDecisions } from "./export-decisions";
import { listAudit, readAudit } from "./list-audit";
import { listDecisions } from "./list-decisions";
import { sweepLogs } from "./sweep";
import { rowsLookedAtMax } from "./window";
import { writeAudit } from "./write-audit";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
});

const minuteMs = 60_000;

/** Rows of the space's audit log at the given times, in that order. */
async function acts(...given: { verb: string; target?: string; actor?: string; at?: Date; after?: object }[]) {
  const { spaceId } = scene;
  await world.db.auditLog.createMany({
    data: given.map((act) => ({ spaceId, target: "group:A", actor: "service:test", at: new Date(), ...act })),
  });
}

async function textOf(file: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const part of file) text += part;
  return text;
}

describe("the tables", () => {
  it("refuse to change, remove or empty what is in them", async () => {
    await acts({ verb: "x.y" });
    await world.db.decisionLog.create({
      data: {
        spaceId: scene.spaceId,
        principal: "a",
        action: "b",
        resource: "c",
        allowed: false,
        reason: "",
        via: "t",
      },
    });
    const where = { spaceId: scene.spaceId };
    const attempts = [
      () => world.db.auditLog.updateMany({ where, data: { actor: "nobody" } }),
      () => world.db.auditLog.deleteMany({ where }),
      () => world.db.$executeRaw`TRUNCATE "AuditLog"`,
      () => world.db.decisionLog.updateMany({ where, data: { allowed: true } }),
      () => world.db.decisionLog.deleteMany({ where }),
      () => world.db.$executeRaw`TRUNCATE "DecisionLog"`,
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(/append-only/);
    expect(await world.db.auditLog.count({ where: { ...where, verb: "x.y" } })).toBe(1);
  });

  it("lose what is older than it has to be kept, and nothing else", async () => {
    const now = Date.now();
    const daysAgo = (days: number) => new Date(now - days * 24 * 60 * minuteMs);
    await acts({ verb: "old.act", at: daysAgo(40) }, { verb: "new.act", at: daysAgo(1) });
    await world.db.decisionLog.createMany({
      data: [40, 1].map((days) => ({
        ...{ spaceId: scene.spaceId, principal: "a", action: "b", resource: "c", allowed: false, reason: "", via: "t" },
        at: daysAgo(days),
      })),
    });
    const left = async () => ({
      audit: await world.db.auditLog.count({ where: { spaceId: scene.spaceId, verb: { endsWith: ".act" } } }),
      decisions: await world.db.decisionLog.count({ where: { spaceId: scene.spaceId } }),
    });
    const { db, clock } = world;
    expect(await sweepLogs({ db, clock, auditDays: 0, decisionDays: 0 })).toBe(0);
    await sweepLogs({ db, clock, auditDays: 0, decisionDays: 30 });
    expect(await left()).toEqual({ audit: 2, decisions: 1 });
    await sweepLogs({ db, clock, auditDays: 30, decisionDays: 30 });
    expect(await left()).toEqual({ audit: 1, decisions: 1 });
  });
});

describe("listAudit", () => {
  it("gives who did what, with before and after and from where, the latest first", async () => {
    const { spaceId } = scene;
    const { ctx, userId } = await scene.person("admin", `${world.unique("ada")}@example.org`);
    const from = { ...ctx, origin: { via: "console", address: "192.0.2.7" } } as const;
    await createGroup(from, { spaceId, name: "Edge", description: "sensors" });
    const { entries } = await listAudit(ctx, { spaceId, limit: 1 });
    const { email } = await world.db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(entries).toMatchObject([
      {
        spaceId,
        actor: `user:${email}`,
        verb: "group.create",
        target: "group:Edge",
        before: null,
        after: { description: "sensors" },
        via: "console",
        address: "192.0.2.7",
      },
    ]);
  });

  it("pages through every row once, and holds the platform's acts too but not another space's", async () => {
    const { ctx, spaceId } = scene;
    await acts(...Array.from({ length: 12 }, (_, index) => ({ verb: `page.${index}` })));
    await writeAudit(ctx, world.db, { spaceId: null, verb: "page.platform", target: "user:x" });
    const other = await createScene(world);
    await writeAudit(ctx, world.db, { spaceId: other.spaceId, verb: "page.other", target: "user:x" });
    const seen: string[] = [];
    for (let before: string | undefined, isFirst = true; isFirst || before; isFirst = false) {
      const page = await listAudit(ctx, { spaceId, verb: "page", limit: 5, before });
      expect(page.entries.length).toBeLessThanOrEqual(5);
      seen.push(...page.entries.map(({ verb }) => verb));
      before = page.next;
    }
    expect(seen).toEqual(["page.platform", ...Array.from({ length: 12 }, (_, index) => `page.${11 - index}`)]);
  });

  it("filters by actor, verb, target and time, and searches in the three", async () => {
    const { ctx, spaceId } = scene;
    const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes));
    await acts(
      { verb: "group.create", target: "group:North_1", actor: "user:ada@example.org", at: at(0) },
      { verb: "group.add", target: "group:South%", actor: "user:ben@example.org", at: at(30) },
      { verb: "groups.other", target: "group:North_1", actor: "user:ben@example.org", at: at(60) },
    );
    const found = async (filters: object) =>
      (await listAudit(ctx, { spaceId, to: at(90).toISOString(), ...filters })).entries.map(({ verb }) => verb);
    expect(await found({})).toEqual(["groups.other", "group.add", "group.create"]);
    expect(await found({ actor: "user:ben@example.org" })).toEqual(["groups.other", "group.add"]);
    expect(await found({ verb: "group" })).toEqual(["group.add", "group.create"]);
    expect(await found({ verb: "group.add" })).toEqual(["group.add"]);
    expect(await found({ target: "group:North_1" })).toEqual(["groups.other", "group.create"]);
    expect(await found({ from: at(30).toISOString(), to: at(60).toISOString() })).toEqual(["group.add"]);
    expect(await found({ search: "ADA@" })).toEqual(["group.create"]);
    expect(await found({ search: "h%" })).toEqual(["group.add"]);
    expect(await found({ search: "North_" })).toEqual(["groups.other", "group.create"]);
    expect(await found({ search: "nothing" })).toEqual([]);
  });

  it("looks at a bounded number of rows and says where to go on", async () => {
    const { ctx, spaceId } = scene;
    await acts({ verb: "rare.act", target: "needle" });
    await world.db.$executeRaw`
      INSERT INTO "AuditLog" ("spaceId", actor, verb, target)
      SELECT ${spaceId}, 'service:test', 'often.act', 'hay' FROM generate_series(1, ${rowsLookedAtMax + 5})`;
    const first = await listAudit(ctx, { spaceId, search: "needle" });
    expect(first.entries).toEqual([]);
    expect(first.next).toBeDefined();
    const second = await listAudit(ctx, { spaceId, search: "needle", before: first.next });
    expect(second).toMatchObject({ entries: [{ verb: "rare.act" }], next: undefined });
  });

  it("leaves out what is too long for a list, and gives it when the entry is read", async () => {
    const { ctx, spaceId } = scene;
    const after = { principals: Array.from({ length: 3_000 }, (_, index) => `agent-${index}`) };
    await acts({ verb: "long.act", after });
    const [entry] = (await listAudit(ctx, { spaceId, verb: "long" })).entries;
    expect(entry).toMatchObject({ after: null, isCut: true });
    const id = entry?.id ?? "";
    expect(await readAudit(ctx, { spaceId, id })).toMatchObject({ after, isCut: false });
    const other = await createScene(world);
    await expect(readAudit(ctx, { spaceId: other.spaceId, id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is for admins, and names what is wrong", async () => {
    const { ctx, spaceId } = scene;
    const { ctx: asOperator } = await scene.person("operator");
    const forbidden = { code: "FORBIDDEN", reason: "space.admin" };
    await expect(listAudit(asOperator, { spaceId })).rejects.toMatchObject(forbidden);
    await expect(listDecisions(asOperator, { spaceId })).rejects.toMatchObject(forbidden);
    await expect(exportAudit(asOperator, { spaceId, format: "jsonl" })).rejects.toMatchObject(forbidden);
    await expect(exportDecisions(asOperator, { spaceId, format: "jsonl" })).rejects.toMatchObject(forbidden);
    const wrong: [object, string][] = [
      [{ limit: 1_000 }, "limit"],
      [{ before: "first" }, "before"],
      [{ from: "yesterday" }, "from"],
      [{ from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" }, "to"],
      [{ search: "\0" }, "search"],
    ];
    for (const [given, path] of wrong) {
      await expect(listAudit(ctx, { spaceId, ...given })).rejects.toMatchObject({ fields: [{ path }] });
      await expect(listDecisions(ctx, { spaceId, ...given })).rejects.toMatchObject({ fields: [{ path }] });
    }
  });
});

describe("listDecisions", () => {
  it("holds every denial with its rule, once for equal ones of a moment", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a");
    await scene.channel({ name: "x" });
    const request = { spaceId, principal: "a", action: "channel.post", place: { channel: "x" }, via: "test" } as const;
    for (let times = 0; times < 3; times += 1) await checkPermission(ctx, request);
    const { entries } = await listDecisions(ctx, { spaceId });
    const denied = { principal: "a", action: "channel.post", resource: "#x", allowed: false, rule: "channel.role" };
    expect(entries).toMatchObject([{ ...denied, via: "test", times: 3, sampledOneIn: 1 }]);
    expect(await listDecisions(ctx, { spaceId, principal: "b" })).toMatchObject({ entries: [] });
    expect(await listDecisions(ctx, { spaceId, allowed: true })).toMatchObject({ entries: [] });
    expect(await listDecisions(ctx, { spaceId, resource: "#x", rule: "channel.role" })).toMatchObject({ entries });
    expect(await listDecisions(ctx, { spaceId, search: "no group" })).toMatchObject({ entries });
  });

  it("holds one in so many grants, and says so", async () => {
    const { spaceId } = scene;
    await scene.agents("a");
    await scene.channel({ name: "open", visibility: "public" });
    const request = { spaceId, principal: "a", action: "channel.read", place: { channel: "open" } } as const;
    const decision = await readDecision(world.db, request);
    const log = createDecisionLog({ ...world, grantsOneIn: 10 });
    for (let times = 0; times < 1_000; times += 1) log.record(request, decision, "test");
    await log.flush();
    const [entry, ...others] = (await listDecisions(scene.ctx, { spaceId, allowed: true })).entries;
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ allowed: true, rule: "channel.public", sampledOneIn: 10 });
    expect(Math.abs((entry?.times ?? 0) - 100)).toBeLessThan(20);
  });

  it("takes whatever was asked about, however it is written", async () => {
    const { ctx, spaceId } = scene;
    const strange = { spaceId, action: "channel.read", via: "test" } as const;
    await checkPermission(ctx, { ...strange, principal: "a\0b", place: { channel: "\0".repeat(9) } });
    await checkPermission(ctx, { ...strange, principal: "x".repeat(100_000), place: { channel: "\ud800" } });
    await decisionLogOf(ctx).flush();
    const { entries } = await listDecisions(ctx, { spaceId });
    expect(entries.map(({ principal }) => principal.length)).toEqual([2_000, 2]);
  });
});

describe("an export", () => {
  it("as JSON Lines holds every entry of the filters, oldest first, whole", async () => {
    const { ctx, spaceId } = scene;
    const after = { principals: Array.from({ length: 2_000 }, (_, index) => `agent-${index}`) };
    await acts(...Array.from({ length: 1_234 }, (_, index) => ({ verb: "many.act", target: `t:${index}` })));
    await acts({ verb: "many.last", after });
    const text = await textOf(await exportAudit(ctx, { spaceId, verb: "many", format: "jsonl" }));
    const entries = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(entries).toHaveLength(1_235);
    expect(entries[0]).toMatchObject({ verb: "many.act", target: "t:0" });
    expect(entries.at(-1)).toMatchObject({ verb: "many.last", after });
  });

  it("is itself an act, with what was asked for", async () => {
    const { ctx, spaceId } = scene;
    const file = await exportDecisions(ctx, { spaceId, format: "cloudevents", allowed: false });
    const { entries } = await listAudit(ctx, { spaceId, verb: "decisions.export" });
    expect(entries).toMatchObject([
      { target: `space:${spaceId}`, after: { format: "cloudevents", allowed: false }, actor: "service:test" },
    ]);
    expect(JSON.parse(await textOf(file))).toEqual([]);
  });

  it("as CloudEvents is one JSON batch of events", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a");
    await checkPermission(ctx, { spaceId, principal: "a", action: "channel.read", place: { channel: "none" } });
    await acts({ verb: "some.act", target: "group:A" });
    const audit = JSON.parse(await textOf(await exportAudit(ctx, { spaceId, verb: "some", format: "cloudevents" })));
    expect(audit).toMatchObject([
      {
        specversion: "1.0",
        source: `/spaces/${spaceId}/audit`,
        type: "agents.platform.io.audit.some.act",
        subject: "group:A",
        datacontenttype: "application/json",
        data: { verb: "some.act" },
      },
    ]);
    const decisions = JSON.parse(await textOf(await exportDecisions(ctx, { spaceId, format: "cloudevents" })));
    const type = "agents.platform.io.decision.denied";
    expect(decisions).toMatchObject([{ type, subject: "a", data: { rule: "channel.exists" } }]);
  });
});
