import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ServiceContext } from "@/server/db";
import { createSeed, publicKeyOf } from "@/server/nats";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { createScene, type Scene } from "../scene";
import { addAgentNkey } from "./add-agent-nkey";
import { countAttempts } from "./count-attempts";
import { createAgentKey } from "./create-agent-key";
import { deleteTokenIssuer } from "./delete-token-issuer";
import { linkSubject } from "./link-subject";
import { listAgentKeys } from "./list-agent-keys";
import { listTokenIssuers } from "./list-token-issuers";
import { putTokenIssuer } from "./put-token-issuer";
import { readAgent } from "./read-agent";
import { revokeAgentKey } from "./revoke-agent-key";
import { revokeAgentNkey } from "./revoke-agent-nkey";
import { revokeNow } from "./revoke-now";
import { unlinkSubject } from "./unlink-subject";

const issuer = "https://id.example.org";
const subject = "system:serviceaccount:edge:detector";
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const jwk = { kty: "EC", ...publicKey.export({ format: "jwk" }), kid: "one" };

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
  await scene.agents("a", "b");
});

const newPublicKey = () => publicKeyOf(createSeed("user"));
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

async function audited(): Promise<[string, string][]> {
  const rows = await world.db.auditLog.findMany({ where: { spaceId: scene.spaceId }, orderBy: { id: "asc" } });
  return rows.map(({ verb, target }): [string, string] => [verb, target]).filter(([verb]) => verb !== "agent.register");
}

describe("keys", () => {
  it("are listed newest first with what became of them, never with the key", async () => {
    const { ctx, spaceId } = scene;
    const first = await createAgentKey(ctx, { spaceId, principalId: "a", label: "old", expiresAt: inHours(1) });
    const second = await createAgentKey(ctx, { spaceId, principalId: "a", label: "new" });
    await revokeAgentKey(ctx, { spaceId, keyId: first.id });
    await revokeAgentKey(ctx, { spaceId, keyId: first.id });
    const listed = await listAgentKeys(ctx, { spaceId, principalId: "a" });
    expect(listed).toEqual([
      expect.objectContaining({ id: second.id, label: "new", prefix: second.prefix, expiresAt: null, revokedAt: null }),
      expect.objectContaining({ id: first.id, expiresAt: first.expiresAt, revokedAt: expect.any(String) }),
    ]);
    expect(JSON.stringify(listed)).not.toContain(second.key);
    expect(await audited()).toEqual([
      ["agent-key.create", "agent:a"],
      ["agent-key.create", "agent:a"],
      ["agent-key.revoke", "agent:a"],
    ]);
  });

  it("cannot have ended before they begin", async () => {
    const { ctx, spaceId } = scene;
    for (const expiresAt of [inHours(-1), "tomorrow", "2030-02-31T00:00:00Z"]) {
      await expect(createAgentKey(ctx, { spaceId, principalId: "a", expiresAt })).rejects.toMatchObject({
        code: "VALIDATION",
        fields: [{ path: "expiresAt" }],
      });
    }
  });
});

describe("nkeys", () => {
  it("belong to one agent, once and for all, and take its credentials with them", async () => {
    const { ctx, spaceId } = scene;
    const key = newPublicKey();
    expect(await addAgentNkey(ctx, { spaceId, principalId: "a", publicKey: key, label: "rack 7" })).toMatchObject({
      publicKey: key,
      label: "rack 7",
      revokedAt: null,
    });
    const live = await scene.credential("a", []);
    const taken = { code: "CONFLICT", reason: "key_taken", fields: [{ path: "publicKey" }] };
    await expect(addAgentNkey(ctx, { spaceId, principalId: "b", publicKey: key })).rejects.toMatchObject(taken);
    expect(await revokeAgentNkey(ctx, { spaceId, publicKey: key })).toEqual({ closed: 1 });
    expect(await scene.revoked()).toEqual([live]);
    await expect(addAgentNkey(ctx, { spaceId, principalId: "a", publicKey: key })).rejects.toMatchObject(taken);
    expect(await audited()).toEqual([
      ["agent-nkey.add", "agent:a"],
      ["agent-nkey.revoke", "agent:a"],
    ]);
  });

  it("are the public keys of users", async () => {
    const { ctx, spaceId } = scene;
    for (const publicKey of ["", createSeed("user"), publicKeyOf(createSeed("account"))]) {
      await expect(addAgentNkey(ctx, { spaceId, principalId: "a", publicKey })).rejects.toMatchObject({
        fields: [{ path: "publicKey" }],
      });
    }
  });
});

describe("token issuers", () => {
  it("are put, changed, listed and deleted with their subjects", async () => {
    const { ctx, spaceId } = scene;
    const made = await putTokenIssuer(ctx, { spaceId, issuer, audience: "parley" });
    expect(made).toMatchObject({ issuer, audience: "parley", keys: "discovery", jwksUri: null, subjects: 0 });
    await linkSubject(ctx, { spaceId, issuer, subject, principalId: "a" });
    await linkSubject(ctx, { spaceId, issuer, subject, principalId: "a" });
    const changed = await putTokenIssuer(ctx, { spaceId, issuer, audience: "other", jwks: { keys: [jwk] } });
    expect(changed).toMatchObject({ audience: "other", keys: "pasted", keyIds: ["one"], subjects: 1 });
    expect(await listTokenIssuers(ctx, { spaceId })).toEqual([changed]);
    await scene.credential("a", []);
    await scene.credential("b", []);
    expect(await deleteTokenIssuer(ctx, { spaceId, issuer })).toEqual({ closed: 1 });
    expect(await listTokenIssuers(ctx, { spaceId })).toEqual([]);
    expect(await audited()).toEqual([
      ["token-issuer.put", `issuer:${issuer}`],
      ["agent-subject.link", "agent:a"],
      ["token-issuer.put", `issuer:${issuer}`],
      ["token-issuer.delete", `issuer:${issuer}`],
    ]);
  });

  it("are refused by their field", async () => {
    const { ctx, spaceId } = scene;
    const good = { spaceId, issuer, audience: "parley" };
    const secret = { kty: "oct", k: "c2VjcmV0" };
    const wrong: [object, string][] = [
      [{ issuer: "" }, "issuer"],
      [{ issuer: "http://id.example.org" }, "issuer"],
      [{ issuer: "https://id.example.org/?x" }, "issuer"],
      [{ issuer: "kubernetes/serviceaccount" }, "issuer"],
      [{ audience: "" }, "audience"],
      [{ jwksUri: "http://id.example.org/keys" }, "jwksUri"],
      [{ jwks: { keys: [] } }, "jwks.keys"],
      [{ jwks: { keys: [jwk, secret] } }, "jwks.keys[1]"],
      [{ jwks: { keys: [privateKey.export({ format: "jwk" })] } }, "jwks.keys[0]"],
      [{ jwks: { keys: [{ kty: "EC", crv: "P-256", x: "AA", y: "AA" }] } }, "jwks.keys[0]"],
      [{ jwks: { keys: [jwk] }, jwksUri: "https://id.example.org/keys" }, "jwks"],
    ];
    for (const [change, path] of wrong) {
      await expect(putTokenIssuer(ctx, { ...good, ...change }), JSON.stringify(change)).rejects.toMatchObject({
        code: "VALIDATION",
        fields: expect.arrayContaining([expect.objectContaining({ path })]),
      });
    }
    expect(await listTokenIssuers(ctx, { spaceId })).toEqual([]);
    const pasted = { ...good, issuer: "kubernetes/serviceaccount", jwks: { keys: [jwk] } };
    await expect(putTokenIssuer(ctx, pasted)).resolves.toMatchObject({ keys: "pasted" });
  });

  it("call one agent by a subject", async () => {
    const { ctx, spaceId } = scene;
    await expect(linkSubject(ctx, { spaceId, issuer, subject, principalId: "a" })).rejects.toMatchObject({
      code: "NOT_FOUND",
      reason: "unknown_issuer",
    });
    await putTokenIssuer(ctx, { spaceId, issuer, audience: "parley" });
    await linkSubject(ctx, { spaceId, issuer, subject, principalId: "a" });
    await expect(linkSubject(ctx, { spaceId, issuer, subject, principalId: "b" })).rejects.toMatchObject({
      code: "CONFLICT",
      fields: [{ path: "subject" }],
    });
    const live = await scene.credential("a", []);
    expect(await unlinkSubject(ctx, { spaceId, issuer, subject })).toEqual({ closed: 1 });
    expect(await scene.revoked()).toEqual([live]);
    await expect(unlinkSubject(ctx, { spaceId, issuer, subject })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await linkSubject(ctx, { spaceId, issuer, subject, principalId: "b" });
  });
});

it("an agent is read with all that it has, and revoking it now closes its connections alone", async () => {
  const { ctx, spaceId } = scene;
  await scene.groups({ Z: ["a"], A: ["a", "b"] });
  await createAgentKey(ctx, { spaceId, principalId: "a", label: "laptop" });
  await addAgentNkey(ctx, { spaceId, principalId: "a", publicKey: newPublicKey() });
  await putTokenIssuer(ctx, { spaceId, issuer, audience: "parley" });
  await linkSubject(ctx, { spaceId, issuer, subject, principalId: "a" });
  const live = [await scene.credential("a", []), await scene.credential("a", [])];
  const other = await scene.credential("b", []);
  expect(await readAgent(ctx, { spaceId, id: "a" })).toMatchObject({
    agent: { id: "a", isDisabled: false },
    groups: ["A", "Z"],
    keys: [{ label: "laptop" }],
    nkeys: [{ label: "nkey" }],
    subjects: [{ issuer, subject }],
    credentials: 2,
  });
  expect(await revokeNow(ctx, { spaceId, principalId: "a" })).toEqual({ closed: 2 });
  expect(await scene.revoked()).toEqual([...live].sort());
  expect(await scene.revoked()).not.toContain(other);
  expect((await readAgent(ctx, { spaceId, id: "a" })).credentials).toBe(0);
  expect((await audited()).at(-1)).toEqual(["principal.revoke-now", "agent:a"]);
});

it("all of it is for admins, and for the agents of that space", async () => {
  const { spaceId } = scene;
  const { ctx: operator } = await scene.person("operator");
  const asAgent = { ...scene.ctx, actor: { kind: "agent", spaceId, principalId: "a" } as const };
  const other = await createScene(world);
  const acts: ((ctx: ServiceContext, space: string) => Promise<unknown>)[] = [
    (ctx, space) => listAgentKeys(ctx, { spaceId: space, principalId: "a" }),
    (ctx, space) => createAgentKey(ctx, { spaceId: space, principalId: "a" }),
    (ctx, space) => addAgentNkey(ctx, { spaceId: space, principalId: "a", publicKey: newPublicKey() }),
    (ctx, space) => revokeAgentNkey(ctx, { spaceId: space, publicKey: newPublicKey() }),
    (ctx, space) => deleteTokenIssuer(ctx, { spaceId: space, issuer }),
    (ctx, space) => linkSubject(ctx, { spaceId: space, issuer, subject, principalId: "a" }),
    (ctx, space) => unlinkSubject(ctx, { spaceId: space, issuer, subject }),
    (ctx, space) => readAgent(ctx, { spaceId: space, id: "a" }),
    (ctx, space) => revokeNow(ctx, { spaceId: space, principalId: "a" }),
  ];
  const adminOnly: typeof acts = [
    (ctx) => listTokenIssuers(ctx, { spaceId }),
    (ctx) => putTokenIssuer(ctx, { spaceId, issuer, audience: "parley" }),
    (ctx) => countAttempts(ctx, { spaceId, since: inHours(-1) }),
  ];
  for (const act of [...acts, ...adminOnly]) {
    await expect(act(operator, spaceId)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(act(asAgent, spaceId)).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  for (const act of acts) await expect(act(scene.ctx, other.spaceId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(putTokenIssuer(scene.ctx, { spaceId: "nowhere", issuer, audience: "x" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
