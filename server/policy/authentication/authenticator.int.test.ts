import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createSeed, publicKeyOf, signingKey } from "@/server/nats";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { addAgentNkey } from "../identities/add-agent-nkey";
import { countAttempts } from "../identities/count-attempts";
import { createAgentKey } from "../identities/create-agent-key";
import { deleteTokenIssuer } from "../identities/delete-token-issuer";
import { linkSubject } from "../identities/link-subject";
import { putTokenIssuer } from "../identities/put-token-issuer";
import { revokeAgentKey } from "../identities/revoke-agent-key";
import { revokeAgentNkey } from "../identities/revoke-agent-nkey";
import { setPrincipalDisabled } from "../identities/set-disabled";
import { unlinkSubject } from "../identities/unlink-subject";
import { createScene, type Scene } from "../scene";
import { type Authenticator, createAuthenticator } from "./authenticator";

const subject = "system:serviceaccount:edge:detector";
const address = "192.0.2.1";
const { publicKey: issuerKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
const { publicKey: rotatedKey, privateKey: rotatedPrivate } = await generateKeyPair("ES256", { extractable: true });

let world: TestWorld;
let scene: Scene;
let server: Server;
let issuer: string;
let keys: object[];
let answers: Record<string, (origin: string) => { status?: number; location?: string; body?: string }>;
let asked: string[];
let now: number;
let agents: Authenticator;

beforeAll(async () => {
  world = await createTestWorld();
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const { status = 200, location, body = "{}" } = answers[request.url ?? ""]?.(issuer) ?? { status: 404 };
    response.writeHead(status, { "content-type": "application/json", ...(location && { location }) }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await world.close();
});
beforeEach(async () => {
  scene = await createScene(world);
  await scene.agents("a", "b");
  now = Date.now();
  asked = [];
  keys = [{ ...(await exportJWK(issuerKey)), kid: "one" }];
  answers = {
    "/.well-known/openid-configuration": (origin) => ({
      body: JSON.stringify({ issuer: origin, jwks_uri: `${origin}/keys` }),
    }),
    "/keys": () => ({ body: JSON.stringify({ keys }) }),
  };
  agents = newAuthenticator();
});

const newAuthenticator = (limits?: { perAddress: number; perTarget: number }) =>
  createAuthenticator({ ...world, clock: { now: () => new Date(now) }, limits });

interface Given {
  space?: string;
  from?: string;
  by?: Authenticator;
}

/** The agent's id, or what was thrown. */
async function whois(text: string | undefined, { space = scene.spaceId, from = address, by = agents }: Given = {}) {
  const authorization = text && `Bearer ${text}`;
  return by.authenticate({ spaceId: space, authorization, address: from }).then(
    ({ principalId }) => principalId,
    ({ code, reason, message }) => ({ code, reason, message }),
  );
}

const refused = { code: "UNAUTHORIZED", reason: "invalid_credentials", message: expect.stringMatching(/Bearer/) };

interface TokenGiven {
  iss?: string;
  sub?: string;
  aud?: string | string[];
  exp?: number | null;
  nbf?: number;
  header?: JWTHeaderParameters;
  key?: CryptoKey | Uint8Array;
}

/** A right token of the issuer, but for what is given. */
function signed({ iss = issuer, sub = subject, aud = "parley", exp, nbf, ...given }: TokenGiven = {}) {
  const seconds = Math.floor(now / 1_000);
  const claims = { iss, sub, aud, ...(exp !== null && { exp: exp ?? seconds + 600 }), ...(nbf && { nbf }) };
  const { header = { alg: "RS256", kid: "one" }, key = privateKey } = given;
  return new SignJWT(claims).setProtectedHeader(header).sign(key);
}

async function trust(given: { audience?: string; jwksUri?: string; jwks?: object } = {}) {
  const { ctx, spaceId } = scene;
  const input = { spaceId, issuer, audience: "parley", ...given } as Parameters<typeof putTokenIssuer>[1];
  await putTokenIssuer(ctx, input);
  await linkSubject(ctx, { spaceId, issuer, subject, principalId: "a" });
}

async function nkey(principalId = "a") {
  const seed = createSeed("user");
  await addAgentNkey(scene.ctx, { spaceId: scene.spaceId, principalId, publicKey: publicKeyOf(seed) });
  return seed;
}

interface AnswerGiven extends Given {
  signer?: string;
  challenge?: string;
}

async function answer(seed: string, { space = scene.spaceId, signer = seed, ...given }: AnswerGiven = {}) {
  const challenge =
    given.challenge ?? agents.createChallenge({ spaceId: space, publicKey: publicKeyOf(seed) }).challenge;
  const signature = Buffer.from(signingKey(signer).sign(Buffer.from(challenge))).toString("base64url");
  const by = given.by ?? agents;
  return by.answerChallenge({ spaceId: scene.spaceId, challenge, signature, address }).then(
    ({ token }) => token,
    ({ code, reason, message }) => ({ code, reason, message }),
  );
}

describe("an nkey", () => {
  it("gets a session token for each challenge that it signs, once, also in another process", async () => {
    const seed = await nkey();
    const { challenge } = agents.createChallenge({ spaceId: scene.spaceId, publicKey: publicKeyOf(seed) });
    const session = await answer(seed, { challenge });
    expect(await whois(String(session))).toBe("a");
    expect(await answer(seed, { challenge })).toEqual(refused);
    expect(await answer(seed, { challenge, by: newAuthenticator() })).toEqual(refused);
    expect(await whois(String(await answer(seed)))).toBe("a");
    const row = await world.db.agentNkey.findUniqueOrThrow({ where: { publicKey: publicKeyOf(seed) } });
    expect(row.lastUsedAt?.getTime()).toBe(now);
  });

  it("answers its own challenges of the space alone, within a minute", async () => {
    const seed = await nkey();
    expect(await answer(seed, { signer: createSeed("user") })).toEqual(refused);
    expect(await answer(createSeed("user"))).toEqual(refused);
    expect(await answer(seed, { space: "nowhere" })).toEqual(refused);
    const other = await createScene(world);
    expect(await answer(seed, { space: other.spaceId })).toEqual(refused);
    expect(await answer(seed, { challenge: "pc_a.b" })).toEqual(refused);
    const { challenge } = agents.createChallenge({ spaceId: scene.spaceId, publicKey: publicKeyOf(seed) });
    now += 60_000;
    expect(await answer(seed, { challenge })).toEqual(refused);
  });

  it("has tokens that die with time, with it, with its agent and with its space", async () => {
    const { ctx, spaceId } = scene;
    const seed = await nkey();
    const session = String(await answer(seed));
    expect(await whois(session, { space: "nowhere" })).toEqual(refused);
    now += 600_000;
    expect(await whois(session)).toEqual(refused);
    now -= 600_000;
    await setPrincipalDisabled(ctx, { spaceId, principalId: "a", isDisabled: true });
    expect(await whois(session)).toEqual(refused);
    await setPrincipalDisabled(ctx, { spaceId, principalId: "a", isDisabled: false });
    await world.db.space.update({ where: { id: spaceId }, data: { archivedAt: new Date() } });
    expect(await whois(session)).toEqual(refused);
    await world.db.space.update({ where: { id: spaceId }, data: { archivedAt: null } });
    expect(await whois(session)).toBe("a");
    await revokeAgentNkey(ctx, { spaceId, publicKey: publicKeyOf(seed) });
    expect(await whois(session)).toEqual(refused);
    expect(await answer(seed)).toEqual(refused);
  });
});

describe("a token of an issuer", () => {
  it("is its subject's agent, with keys by discovery, by address or pasted", async () => {
    await trust();
    expect(await whois(await signed())).toBe("a");
    expect(await whois(await signed({ aud: ["other", "parley"] }))).toBe("a");
    expect(asked).toEqual(["/.well-known/openid-configuration", "/keys"]);
    await trust({ jwksUri: `${issuer}/keys` });
    expect(await whois(await signed())).toBe("a");
    expect(asked.length).toBe(3);
    await trust({ jwks: { keys } });
    expect(await whois(await signed(), { by: newAuthenticator() })).toBe("a");
    expect(asked.length).toBe(3);
  });

  it("is refused when anything about it is wrong", async () => {
    await trust();
    const seconds = Math.floor(now / 1_000);
    const { privateKey: foreign } = await generateKeyPair("RS256");
    const body = Buffer.from(JSON.stringify({ iss: issuer, sub: subject, aud: "parley", exp: seconds + 600 }));
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${body.toString("base64url")}.`;
    const secret = new TextEncoder().encode(JSON.stringify(keys[0]));
    const tokens = [
      unsigned,
      await signed({ header: { alg: "HS256", kid: "one" }, key: secret }),
      await signed({ key: foreign }),
      await signed({ header: { alg: "RS256", kid: "unknown" } }),
      await signed({ aud: "other" }),
      await signed({ iss: `${issuer}/` }),
      await signed({ sub: "system:serviceaccount:edge:other" }),
      await signed({ sub: "\u0000" }),
      await signed({ exp: null }),
      await signed({ exp: seconds - 31 }),
      await signed({ nbf: seconds + 60 }),
      `${(await signed()).slice(0, -4)}AAAA`,
      "a.b.c",
    ];
    for (const [index, text] of tokens.entries()) expect(await whois(text), `token ${index}`).toEqual(refused);
    expect(await whois(await signed(), { space: "nowhere" })).toEqual(refused);
    expect(await whois(await signed(), { space: "no\0where" })).toEqual(refused);
    expect(await whois(await signed())).toBe("a");
  });

  it("ends with its link, its issuer, its audience and its agent", async () => {
    const { ctx, spaceId } = scene;
    await trust();
    await setPrincipalDisabled(ctx, { spaceId, principalId: "a", isDisabled: true });
    expect(await whois(await signed())).toEqual(refused);
    await setPrincipalDisabled(ctx, { spaceId, principalId: "a", isDisabled: false });
    await trust({ audience: "another" });
    expect(await whois(await signed())).toEqual(refused);
    await trust();
    expect(await whois(await signed())).toBe("a");
    await unlinkSubject(ctx, { spaceId, issuer, subject });
    expect(await whois(await signed())).toEqual(refused);
    await linkSubject(ctx, { spaceId, issuer, subject, principalId: "b" });
    expect(await whois(await signed())).toBe("b");
    await deleteTokenIssuer(ctx, { spaceId, issuer });
    expect(await whois(await signed())).toEqual(refused);
  });

  it("is taken after the issuer changed its keys, which are asked for at most every 30 seconds", async () => {
    await trust({ jwksUri: `${issuer}/keys` });
    expect(await whois(await signed())).toBe("a");
    keys.push({ ...(await exportJWK(rotatedKey)), kid: "two" });
    const rotated = await signed({ header: { alg: "ES256", kid: "two" }, key: rotatedPrivate });
    expect(await whois(rotated)).toEqual(refused);
    expect(asked.length).toBe(1);
    now += 30_000;
    expect(await whois(rotated)).toBe("a");
    for (let tries = 0; tries < 5; tries += 1)
      await whois(await signed({ header: { alg: "RS256", kid: `guess-${tries}` } }));
    expect(asked.length).toBe(2);
    const nameless = await signed({ header: { alg: "ES256" }, key: rotatedPrivate });
    expect(await whois(nameless)).toBe("a");
  });

  it("is taken while the issuer is away, for a day", async () => {
    await trust({ jwksUri: `${issuer}/keys` });
    expect(await whois(await signed())).toBe("a");
    answers["/keys"] = () => ({ status: 503 });
    now += 86_000_000;
    expect(await whois(await signed())).toBe("a");
    now += 500_000;
    expect(await whois(await signed())).toEqual(refused);
  });

  it("is refused when its keys lie elsewhere, in too large a document or under another name", async () => {
    const documents: typeof answers = {
      "/redirect": () => ({ status: 302, location: "/keys" }),
      "/large": () => ({ body: JSON.stringify({ keys, padding: "x".repeat(300_000) }) }),
      "/text": () => ({ body: "keys" }),
    };
    Object.assign(answers, documents);
    for (const path of Object.keys(documents)) {
      await trust({ jwksUri: `${issuer}${path}` });
      expect(await whois(await signed()), path).toEqual(refused);
    }
    await trust();
    for (const document of [
      { issuer: "https://id.example.org", jwks_uri: `${issuer}/keys` },
      { issuer, jwks_uri: "http://id.example.org/keys" },
      { issuer },
    ]) {
      answers["/.well-known/openid-configuration"] = () => ({ body: JSON.stringify(document) });
      expect(await whois(await signed(), { by: newAuthenticator() })).toEqual(refused);
    }
  });
});

describe("failures", () => {
  it("are alike, cost one look-up and take the same time, whatever is wrong", async () => {
    const { ctx, spaceId } = scene;
    await trust({ jwks: { keys } });
    const make = async () => createAgentKey(ctx, { spaceId, principalId: "a" });
    const [good, revoked, expired, off] = [await make(), await make(), await make(), await make()];
    await revokeAgentKey(ctx, { spaceId, keyId: revoked.id });
    await world.db.agentKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(now - 1) } });
    const disabled = await createAgentKey(ctx, { spaceId, principalId: "b" });
    await setPrincipalDisabled(ctx, { spaceId, principalId: "b", isDisabled: true });
    const session = String(await answer(await nkey()));
    const cases: [string | undefined, string?][] = [
      [undefined],
      [""],
      ["pk_"],
      [`pk_${"a".repeat(43)}`],
      [`${off.key}x`],
      [revoked.key],
      [expired.key],
      [disabled.key],
      [good.key, "nowhere"],
      [good.key, (await createScene(world)).spaceId],
      [`${session}x`],
      [session, "nowhere"],
      [await signed({ sub: "nobody" })],
      [await signed({ iss: "https://nobody.example.org" })],
      [await signed(), "nowhere"],
    ];
    const queries = vi.spyOn(world.db, "$queryRaw");
    const medians: number[] = [];
    for (const [text, space] of cases) {
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        queries.mockClear();
        const startedAt = performance.now();
        expect(await whois(text, { space, by: newAuthenticator() }), text).toEqual(refused);
        times.push(performance.now() - startedAt);
        expect(queries.mock.calls.length, text).toBe(1);
      }
      medians.push(times.sort((one, other) => one - other)[2] ?? 0);
    }
    queries.mockRestore();
    // The floor, under which no failure is answered, hides what the work itself takes.
    expect(Math.min(...medians)).toBeGreaterThan(23);
    expect(await whois(good.key)).toBe("a");
  });

  it("leave no trace on a right key that is shown at the wrong space", async () => {
    const { ctx, spaceId } = scene;
    const { key, id } = await createAgentKey(ctx, { spaceId, principalId: "a" });
    expect(await whois(key, { space: (await createScene(world)).spaceId })).toEqual(refused);
    const used = async () => (await world.db.agentKey.findUniqueOrThrow({ where: { id } })).lastUsedAt?.getTime();
    expect(await used()).toBeUndefined();
    expect(await whois(key)).toBe("a");
    expect(await used()).toBe(now);
  });

  it("are slowed by address and by key, but a right key is let in from there all the same", async () => {
    const { ctx, spaceId } = scene;
    const { key } = await createAgentKey(ctx, { spaceId, principalId: "a" });
    const by = newAuthenticator({ perAddress: 3, perTarget: 2 });
    const wrong = (end: string) => `${key.slice(0, -1)}${end}`;
    const slowed = { code: "LIMIT_EXCEEDED", reason: "too_many_attempts", message: expect.any(String) };
    expect(await whois(wrong("_."), { by, from: "198.51.100.2" })).toEqual(refused);
    expect(await whois(wrong("-."), { by, from: "198.51.100.3" })).toEqual(refused);
    expect(await whois(wrong("~"), { by, from: "198.51.100.4" })).toEqual(slowed);
    for (const guess of ["x", "y", "z"]) expect(await whois(`pk_${guess.repeat(43)}`, { by })).toEqual(refused);
    expect(await whois(`pk_${"v".repeat(43)}`, { by })).toEqual(slowed);
    expect(await whois(key, { by })).toBe("a");
  });

  it("and successes are counted by the hour, those of unknown spaces together", async () => {
    const { ctx, spaceId } = scene;
    const { key } = await createAgentKey(ctx, { spaceId, principalId: "a" });
    const by = newAuthenticator({ perAddress: 2, perTarget: 100 });
    const before = await world.db.authAttempt.aggregate({ where: { spaceId: "" }, _sum: { times: true } });
    await whois(key, { by });
    await whois(key, { by });
    await whois(undefined, { by });
    await whois("a.b.c", { by });
    await whois("ps_a.b", { by });
    await whois("ps_a.b", { by });
    await whois(key, { by, space: "nowhere", from: "192.0.2.2" });
    await by.close();
    await whois(key, { by });
    await by.close();
    const since = new Date(now).toISOString();
    const counts = await countAttempts(ctx, { spaceId, since });
    expect(counts.map(({ method, outcome, times }) => [method, outcome, times])).toEqual([
      ["api_key", "accepted", 3],
      ["jwt", "refused", 1],
      ["none", "refused", 1],
      ["session", "refused", 1],
      ["session", "slowed", 1],
    ]);
    const after = await world.db.authAttempt.aggregate({ where: { spaceId: "" }, _sum: { times: true } });
    expect(Number(after._sum.times ?? 0) - Number(before._sum.times ?? 0)).toBe(1);
    await expect(countAttempts(ctx, { spaceId, since: "yesterday" })).rejects.toMatchObject({
      fields: [{ path: "since" }],
    });
  });
});
