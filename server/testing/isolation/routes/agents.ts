import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { createSeed, publicKeyOf, signingKey } from "@/server/nats";
import {
  addAgentNkey,
  createAgentKey,
  linkSubject,
  putTokenIssuer,
  registerAgent,
  revokeAgentKey,
  revokeAgentNkey,
  setPrincipalDisabled,
  unlinkSubject,
} from "@/server/policy";
import { type Stage, standings } from "../stage";

/** Who proves nothing, or nothing that counts in the space: another space's agent, and this space's agent in another. */
export const strangers = [
  ...["nobody", "garbled", "guessedKey", "stranger", "elsewhere"],
  ...["revokedKey", "expiredKey", "disabled"],
  ...["forgedSession", "expiredSession", "revokedNkey"],
  ...["forgedToken", "expiredToken", "unlinkedToken"],
] as const;
/** Agents of the space with an API key, by standing on its private channels; two members prove it in the other ways. */
export const insiders = ["outsider", ...standings, "memberByNkey", "memberByToken"] as const;
export type Caller = (typeof strangers)[number] | (typeof insiders)[number];

/** What each sends as `Authorization`. */
export type Proofs = Record<Caller, string | undefined>;

const issuer = "https://issuer.example.org";
const audience = "parley";
const minuteMs = 60_000;

/** The gateway's two routes by which the holder of an nkey gets a session token, and a clock that can be turned back meanwhile. */
export interface Door {
  post(path: string, body: object): Promise<unknown>;
  turnBack(ms: number): void;
}

export async function proveEverybody(stage: Stage, door: Door): Promise<Proofs> {
  const { ctx, spaceId, otherSpaceId } = stage;
  const enrol = async (id: string, space = spaceId) => {
    await registerAgent(ctx, { spaceId: space, id });
    return id;
  };
  const keyOf = async (id: string, space = spaceId) => {
    return createAgentKey(ctx, { spaceId: space, principalId: await enrol(id, space) });
  };
  const bearer = (text: string) => `Bearer ${text}`;
  const byKey = async (id: string) => bearer((await keyOf(id)).key);

  const revoked = await keyOf("revoked-key");
  await revokeAgentKey(ctx, { spaceId, keyId: revoked.id });
  const expired = await keyOf("expired-key");
  await stage.world.db.agentKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
  const disabled = await byKey("disabled");
  await setPrincipalDisabled(ctx, { spaceId, principalId: "disabled", isDisabled: true });

  const nkeys = await nkeySessions(stage, door, enrol);
  const tokens = await issuerTokens(stage, enrol);
  for (const id of ["member-by-nkey", "member-by-token"]) await stage.give(id, "member");
  const proofs = {
    nobody: undefined,
    garbled: "Basic bm9ib2R5Om5vdGhpbmc=",
    guessedKey: bearer(`pk_${"a".repeat(43)}`),
    stranger: bearer((await keyOf("stranger", otherSpaceId)).key),
    elsewhere: await byKey("elsewhere"),
    revokedKey: bearer(revoked.key),
    expiredKey: bearer(expired.key),
    disabled,
    ...{
      forgedSession: bearer(nkeys.forged),
      expiredSession: bearer(nkeys.expired),
      revokedNkey: bearer(nkeys.revoked),
    },
    ...{ forgedToken: bearer(tokens.forged), expiredToken: bearer(tokens.expired) },
    unlinkedToken: bearer(tokens.unlinked),
    outsider: await byKey("outsider"),
    owner: await byKey("owner"),
    moderator: await byKey("moderator"),
    member: await byKey("member"),
    blocked: await byKey("blocked"),
    paused: await byKey("paused"),
    memberByNkey: bearer(nkeys.good),
    memberByToken: bearer(tokens.good),
  };
  for (const standing of standings) await stage.give(standing, standing);
  return proofs;
}

type Enrol = (id: string) => Promise<string>;

async function nkeySessions({ ctx, spaceId }: Stage, door: Door, enrol: Enrol) {
  async function sessionOf(id: string): Promise<{ token: string; publicKey: string }> {
    const seed = createSeed("user");
    const publicKey = publicKeyOf(seed);
    await addAgentNkey(ctx, { spaceId, principalId: await enrol(id), publicKey });
    const { challenge } = (await door.post("/auth/challenge", { publicKey })) as { challenge: string };
    const signature = Buffer.from(signingKey(seed).sign(Buffer.from(challenge))).toString("base64");
    const { token } = (await door.post("/auth/token", { challenge, signature })) as { token: string };
    return { token, publicKey };
  }
  const good = await sessionOf("member-by-nkey");
  const revoked = await sessionOf("revoked-nkey");
  await revokeAgentNkey(ctx, { spaceId, publicKey: revoked.publicKey });
  door.turnBack(20 * minuteMs);
  const expired = await sessionOf("expired-session");
  door.turnBack(0);
  const [kind = "", ...rest] = good.token.split(".");
  const forged = [`${kind.slice(0, -1)}${kind.endsWith("A") ? "B" : "A"}`, ...rest].join(".");
  return { good: good.token, revoked: revoked.token, expired: expired.token, forged };
}

async function issuerTokens({ ctx, spaceId }: Stage, enrol: Enrol) {
  const ours = await generateKeyPair("EdDSA");
  const others = await generateKeyPair("EdDSA");
  const jwk = { ...(await exportJWK(ours.publicKey)), kty: "OKP", kid: "1", alg: "EdDSA" };
  await putTokenIssuer(ctx, { spaceId, issuer, audience, jwks: { keys: [jwk] } });
  const link = async (subject: string, id: string) =>
    linkSubject(ctx, { spaceId, issuer, subject, principalId: await enrol(id) });
  await link("good", "member-by-token");
  await link("gone", "unlinked-token");
  await unlinkSubject(ctx, { spaceId, issuer, subject: "gone" });
  const sign = (subject: string, lifeMs: number, key = ours.privateKey) =>
    new SignJWT({})
      .setProtectedHeader({ alg: "EdDSA", kid: "1" })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setExpirationTime(new Date(Date.now() + lifeMs))
      .sign(key);
  return {
    good: await sign("good", 30 * minuteMs),
    expired: await sign("good", -30 * minuteMs),
    forged: await sign("good", 30 * minuteMs, others.privateKey),
    unlinked: await sign("gone", 30 * minuteMs),
  };
}
