import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { createScene, type Scene } from "../scene";
import { authenticateAgentKey } from "./authenticate-agent-key";
import { createAgentKey } from "./create-agent-key";
import { ensurePerson } from "./ensure-person";
import { listPrincipals } from "./list-principals";
import { registerAgent } from "./register-agent";
import { revokeAgentKey } from "./revoke-agent-key";
import { setPrincipalDisabled } from "./set-disabled";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
  await scene.agents("a");
});

describe("an agent key", () => {
  it("is shown once, kept as a hash, and authenticates its agent", async () => {
    const { ctx, spaceId } = scene;
    const { key, prefix } = await createAgentKey(ctx, { spaceId, principalId: "a", label: "laptop" });
    expect(key).toMatch(/^pk_[A-Za-z0-9_-]{43}$/);
    expect(key.startsWith(prefix)).toBe(true);
    expect(await authenticateAgentKey(ctx, key)).toEqual({ spaceId, principalId: "a" });
    const kept = JSON.stringify([
      await world.db.agentKey.findMany(),
      (await world.db.auditLog.findMany()).map((row) => [row.verb, row.before, row.after]),
    ]);
    expect(kept).not.toContain(key.slice(prefix.length));
  });

  it("fails with the same answer whatever is wrong", async () => {
    const { ctx, spaceId } = scene;
    const made = () => createAgentKey(ctx, { spaceId, principalId: "a" });
    const [revoked, disabled] = [await made(), await made()];
    const expired = await made();
    await world.db.agentKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    await revokeAgentKey(ctx, { spaceId, keyId: revoked.id });
    expect(await authenticateAgentKey(ctx, disabled.key)).toMatchObject({ principalId: "a" });
    await setPrincipalDisabled(ctx, { spaceId, principalId: "a", isDisabled: true });
    const keys = [
      "",
      "pk_",
      `pk_${"A".repeat(43)}`,
      "x".repeat(100_000),
      revoked.key,
      expired.key,
      disabled.key,
      `${disabled.key} `,
    ];
    const answers = await Promise.all(
      keys.map((key) =>
        authenticateAgentKey(ctx, key).catch(({ code, reason, message }) => ({ code, reason, message })),
      ),
    );
    const same = { code: "UNAUTHORIZED", reason: "invalid_api_key", message: "The API key is not valid." };
    expect(answers).toEqual(keys.map(() => same));
  });

  it("notes its last use at most once a minute", async () => {
    const { ctx, spaceId } = scene;
    const { key, id } = await createAgentKey(ctx, { spaceId, principalId: "a" });
    let now = Date.now();
    const at = { ...ctx, clock: { now: () => new Date(now) } };
    const lastUsed = async () => (await world.db.agentKey.findUniqueOrThrow({ where: { id } })).lastUsedAt?.getTime();
    const first = now;
    await authenticateAgentKey(at, key);
    expect(await lastUsed()).toBe(first);
    now += 59_999;
    await authenticateAgentKey(at, key);
    expect(await lastUsed()).toBe(first);
    now += 1;
    await authenticateAgentKey(at, key);
    expect(await lastUsed()).toBe(now);
  });

  it("takes its agent's live credentials with it when it is revoked", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("b");
    const { id } = await createAgentKey(ctx, { spaceId, principalId: "a" });
    const live = await scene.credential("a", []);
    await scene.credential("b", []);
    expect(await revokeAgentKey(ctx, { spaceId, keyId: id })).toEqual({ closed: 1 });
    expect(await scene.revoked()).toEqual([live]);
  });

  it("is made and revoked by admins alone, in its own space", async () => {
    const { ctx, spaceId } = scene;
    const { ctx: asOperator } = await scene.person("operator");
    await expect(createAgentKey(asOperator, { spaceId, principalId: "a" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(createAgentKey(ctx, { spaceId, principalId: "ghost" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { id } = await createAgentKey(ctx, { spaceId, principalId: "a" });
    const other = await createScene(world);
    await expect(revokeAgentKey(ctx, { spaceId: other.spaceId, keyId: id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("registerAgent", () => {
  it("can be called again, and changes only what is new", async () => {
    const { ctx, spaceId } = scene;
    await scene.groups({ A: [] });
    const first = await registerAgent(ctx, { spaceId, id: "n", displayName: "N", groups: ["A"] });
    const again = await registerAgent(ctx, { spaceId, id: "n", displayName: "N", groups: ["A"] });
    expect(again).toEqual(first);
    const renamed = await registerAgent(ctx, { spaceId, id: "n", displayName: "M" });
    expect(renamed.agent.displayName).toBe("M");
    expect(await world.db.membership.count({ where: { principal: { spaceId, id: "n" } } })).toBe(1);
  });

  it("refuses the id of an agent to whoever means a new one, and changes nothing of it", async () => {
    const { ctx, spaceId } = scene;
    await registerAgent(ctx, { spaceId, id: "n", displayName: "N", isNew: true });
    const again = registerAgent(ctx, { spaceId, id: "n", displayName: "M", isNew: true });
    await expect(again).rejects.toMatchObject({ code: "CONFLICT", fields: [{ path: "id" }] });
    const { displayName } = await world.db.principal.findUniqueOrThrow({ where: { spaceId_id: { spaceId, id: "n" } } });
    expect(displayName).toBe("N");
  });

  it("names what is wrong, and takes no person's id", async () => {
    const { ctx, spaceId } = scene;
    const { id } = await scene.person("operator");
    await expect(registerAgent(ctx, { spaceId, id })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(registerAgent(ctx, { spaceId, id: "No" })).rejects.toMatchObject({
      code: "VALIDATION",
      fields: [{ path: "id" }],
    });
    const unknown = registerAgent(ctx, { spaceId, id: "n", groups: ["Ghosts"] });
    await expect(unknown).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path: "groups[0]" }] });
    await expect(registerAgent(ctx, { spaceId: "nowhere", id: "n" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("ensurePerson", () => {
  it("makes one person a user and space, also when called at the same time", async () => {
    const { ctx, spaceId } = scene;
    const email = `ada@${world.unique("host")}.example`;
    const user = await world.db.user.create({ data: { email, name: "Ada" } });
    const made = await Promise.all([1, 2, 3, 4].map(() => ensurePerson(ctx, { spaceId, userId: user.id })));
    expect(new Set(made.map(({ id }) => id))).toEqual(new Set(["ada"]));
    const other = await scene.person("operator", `ada@${world.unique("host")}.example`);
    expect(other.id).toBe("ada-2");
    await expect(ensurePerson(other.ctx, { spaceId, userId: user.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

it("principals are listed in pages, for admins", async () => {
  const { ctx, spaceId } = scene;
  await scene.agents("b", "c");
  const first = await listPrincipals(ctx, { spaceId, limit: 2 });
  expect([first.principals.map(({ id }) => id), first.next]).toEqual([["a", "b"], "b"]);
  const second = await listPrincipals(ctx, { spaceId, limit: 2, after: first.next });
  expect([second.principals.map(({ id }) => id), second.next]).toEqual([["c"], undefined]);
});
