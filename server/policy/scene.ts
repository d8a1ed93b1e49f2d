import type { Db, ServiceContext } from "@/server/db";
import { type Actor, newId, type PlatformRole } from "@/server/kernel";
import { createSeed, publicKeyOf } from "@/server/nats";
import { changePolicy } from "./change";
import { addMembers } from "./groups/add-members";
import { createGroup } from "./groups/create";
import { ensurePerson } from "./identities/ensure-person";
import { registerAgent } from "./identities/register-agent";
import type { ChannelState } from "./types";

/** What a scene needs of the test world it plays in. */
interface Stage {
  db: Db;
  context(actor?: Actor): ServiceContext;
  createSpace(): Promise<{ spaceId: string }>;
  unique(prefix: string): string;
}

interface ChannelGiven {
  name: string;
  visibility?: "public" | "private";
  state?: ChannelState;
}

/** A space with the verbs that the integration tests of this room set their scenes with. */
export interface Scene {
  spaceId: string;
  ctx: ServiceContext;
  agents(...ids: string[]): Promise<void>;
  /** A signed-in user who is a person of the space. */
  person(platformRole: PlatformRole, email?: string): Promise<{ id: string; userId: string; ctx: ServiceContext }>;
  /** Groups with their members, who exist already. */
  groups(members: Record<string, string[]>): Promise<void>;
  /** Makes the row that the operator would make, or changes it. */
  channel(given: ChannelGiven): Promise<void>;
  thread(channel: string, name: string, isPrivate: boolean): Promise<void>;
  /** A credential that was handed out, without a JWT. Returns its public key. */
  credential(principal: string, tags: string[], life?: { issuedAt?: Date; expiresAt?: Date }): Promise<string>;
  /** Public keys that are listed as revoked, sorted. */
  revoked(): Promise<string[]>;
  revision(): Promise<bigint>;
}

const lifeMs = 600_000;

export async function createScene(world: Stage): Promise<Scene> {
  const { spaceId } = await world.createSpace();
  const ctx = world.context();
  const { db } = world;
  const scene: Scene = {
    spaceId,
    ctx,
    async agents(...ids) {
      for (const id of ids) await registerAgent(ctx, { spaceId, id });
    },
    async person(platformRole, email = `${world.unique("p")}@example.org`) {
      const user = await db.user.create({ data: { email, name: email, platformRole } });
      const { id } = await ensurePerson(ctx, { spaceId, userId: user.id });
      return { id, userId: user.id, ctx: world.context({ kind: "user", userId: user.id, email, platformRole }) };
    },
    async groups(members) {
      for (const [group, principals] of Object.entries(members)) {
        await createGroup(ctx, { spaceId, name: group });
        if (principals.length > 0) await addMembers(ctx, { spaceId, group, principals });
      }
    },
    async channel({ name, ...given }) {
      await changePolicy(ctx, { spaceId, verb: "channel.apply", target: `channel:${name}` }, async (tx) => {
        const where = { spaceId_name: { spaceId, name } };
        await tx.channel.upsert({ where, create: { spaceId, name, ...given }, update: given });
        return { result: undefined, isChanged: true };
      });
    },
    async thread(channel, name, isPrivate) {
      await changePolicy(ctx, { spaceId, verb: "thread.apply", target: `thread:${name}` }, async (tx) => {
        const { key } = await tx.channel.findUniqueOrThrow({ where: { spaceId_name: { spaceId, name: channel } } });
        const where = { channelKey_name: { channelKey: key, name } };
        await tx.thread.upsert({ where, create: { channelKey: key, name, isPrivate }, update: { isPrivate } });
        return { result: undefined, isChanged: true };
      });
    },
    async credential(principal, tags, life = {}) {
      const { key } = await db.principal.findUniqueOrThrow({ where: { spaceId_id: { spaceId, id: principal } } });
      const publicKey = publicKeyOf(createSeed("user"));
      const { issuedAt = new Date(), expiresAt = new Date(Date.now() + lifeMs) } = life;
      await db.credential.create({
        data: { id: newId(), spaceId, principalKey: key, publicKey, tags, issuedAt, expiresAt },
      });
      return publicKey;
    },
    async revoked() {
      const rows = await db.revocation.findMany({ where: { spaceId }, orderBy: { publicKey: "asc" } });
      return rows.map(({ publicKey }) => publicKey);
    },
    async revision() {
      return (await db.space.findUniqueOrThrow({ where: { id: spaceId } })).revision;
    },
  };
  return scene;
}
