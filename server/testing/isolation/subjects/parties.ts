import { connect, jwtAuthenticator, type NatsConnection } from "@nats-io/transport-node";
import { inboxPrefix } from "@/sdk/protocol";
import type { PlatformRole } from "@/server/kernel";
import {
  createSeed,
  encodeAccountUserJwt,
  encodeUserJwt,
  publicKeyOf,
  type Scope,
  type SpaceKeys,
} from "@/server/nats";
import { ensurePerson, issueCredential, registerAgent, setThreadParticipants } from "@/server/policy";
import { type Stage, standings } from "../stage";

/** Agents of the space: by standing, without one (`outsider`), and of the private thread only (`participant`). */
export const agents = [...standings, "outsider", "participant"] as const;
/** People of the space: an admin, a member, and an observer without a standing. */
export const people = ["admin", "memberPerson", "observer"] as const;
/** `stranger` is a member of the channel of the same name in another space; `service` is one of the platform's processes. */
export const parties = [...agents, ...people, "stranger", "service"] as const;
export type Party = (typeof parties)[number];

/** Of the private channel. */
export const privateThread = "inner";
const servers = { nats: [], websocket: [] };
const ttlMs = 600_000;
const serviceName = "service:sweep";

/** A key pair and the JWT that was made for it. */
export interface Credential {
  /** What the subjects call its bearer. */
  name: string;
  seed: string;
  jwt: string;
}

/** A real credential for each party, issued by the policy for everybody but the service. */
export async function issueToEverybody(stage: Stage): Promise<Record<Party, Credential>> {
  const { ctx, spaceId, otherSpaceId, world } = stage;
  const issue = async (principalId: string, space = spaceId): Promise<Credential> => {
    const seed = createSeed("user");
    const given = { principalId, publicKey: publicKeyOf(seed), secret: world.secret, ttlMs, servers };
    const { jwt } = await issueCredential(ctx, { spaceId: space, ...given });
    return { name: principalId, seed, jwt };
  };
  for (const id of agents) await registerAgent(ctx, { spaceId, id });
  for (const standing of standings) await stage.give(standing, standing);
  await addPrivateThread(stage);
  await addNamesake(stage);
  const admin = await enrol(stage, "admin");
  const memberPerson = await enrol(stage, "operator");
  await stage.give(memberPerson, "member");
  const observer = await enrol(stage, "observer");
  return {
    owner: await issue("owner"),
    moderator: await issue("moderator"),
    member: await issue("member"),
    blocked: await issue("blocked"),
    paused: await issue("paused"),
    outsider: await issue("outsider"),
    participant: await issue("participant"),
    admin: await issue(admin),
    memberPerson: await issue(memberPerson),
    observer: await issue(observer),
    stranger: await issue("stranger", otherSpaceId),
    service: credentialOf(stage.keys, serviceName, "service"),
  };
}

/** A credential that the policy did not issue. */
export function credentialOf(
  keys: SpaceKeys,
  name: string,
  scope: Scope,
  given: { expiresAt?: Date; tags?: string[] } = {},
): Credential {
  const seed = createSeed("user");
  const { expiresAt = new Date(Date.now() + ttlMs), tags } = given;
  return { name, seed, jwt: encodeUserJwt({ scope, name, publicKey: publicKeyOf(seed), keys, tags, expiresAt }) };
}

/** Hears and may say everything in the space's account: nothing that gets through escapes it. */
export function witnessOf(keys: SpaceKeys): Credential {
  const seed = createSeed("user");
  const jwt = encodeAccountUserJwt({ name: "witness", publicKey: publicKeyOf(seed), accountSeed: keys.account });
  return { name: "witness", seed, jwt };
}

/** A plain client that does not come back by itself. */
export function connectWith(natsUrl: string, { name, seed, jwt }: Credential): Promise<NatsConnection> {
  return connect({
    servers: natsUrl,
    inboxPrefix: inboxPrefix(name),
    authenticator: jwtAuthenticator(jwt, new TextEncoder().encode(seed)),
    reconnect: false,
  });
}

async function enrol({ world, ctx, spaceId }: Stage, platformRole: PlatformRole): Promise<string> {
  const email = `${world.unique(platformRole)}@example.org`;
  const user = await world.db.user.create({ data: { email, name: platformRole, platformRole } });
  return (await ensurePerson(ctx, { userId: user.id, spaceId })).id;
}

async function addPrivateThread({ world, ctx, spaceId, closed, give }: Stage): Promise<void> {
  const where = { spaceId_name: { spaceId, name: closed } };
  await world.db.channel.update({
    where,
    data: { threads: { create: { name: privateThread, isPrivate: true } } },
  });
  await give("participant", "participants");
  await setThreadParticipants(ctx, { spaceId, channel: closed, thread: privateThread, groups: ["participants"] });
}

/** The other space has a channel of the same name, which the stranger reads there. */
async function addNamesake({ world, ctx, otherSpaceId: spaceId, closed }: Stage): Promise<void> {
  await registerAgent(ctx, { spaceId, id: "stranger" });
  const { key } = await world.db.principal.findUniqueOrThrow({ where: { spaceId_id: { spaceId, id: "stranger" } } });
  await world.db.channel.create({
    data: { spaceId, name: closed, roles: { create: { principalKey: key, role: "member", origin: "admin" } } },
  });
}
