import type { Db, ServiceContext } from "@/server/db";
import { accountPublicKey, createSpaceKeys, openSpaceKeys, type SpaceKeys, sealSpaceKeys } from "@/server/nats";
import { changePolicy } from "@/server/policy";

export interface SpaceRow {
  id: string;
  displayName: string;
  accountPublicKey: string | null;
  archivedAt: Date | null;
}

const columns = { id: true, displayName: true, accountPublicKey: true, archivedAt: true } as const;

export async function findSpace(db: Db, spaceId: string): Promise<SpaceRow | undefined> {
  return (await db.space.findUnique({ where: { id: spaceId }, select: columns })) ?? undefined;
}

/** The space exists, is not archived and has this name. What comes back from the archive with it gets the full purge delay again. */
export async function saveSpace(
  ctx: ServiceContext,
  input: { spaceId: string; displayName: string; before: SpaceRow | undefined; purgeNotBefore: Date },
): Promise<void> {
  const { spaceId, displayName, before, purgeNotBefore } = input;
  await ctx.db.space.createMany({ data: { id: spaceId, displayName }, skipDuplicates: true });
  const verb = before === undefined ? "space.create" : before.archivedAt ? "space.restore" : "space.update";
  await changePolicy(ctx, { spaceId, verb, target: `space:${spaceId}` }, async (tx) => {
    await tx.space.update({ where: { id: spaceId }, data: { displayName, archivedAt: null } });
    if (before?.archivedAt) {
      const due = { purgeAt: { lt: purgeNotBefore } };
      await tx.channel.updateMany({ where: { spaceId, ...due }, data: { purgeAt: purgeNotBefore } });
      await tx.thread.updateMany({ where: { channel: { spaceId }, ...due }, data: { purgeAt: purgeNotBefore } });
    }
    const was = before && { displayName: before.displayName, isArchived: before.archivedAt !== null };
    return { result: undefined, isChanged: true, before: was, after: { displayName, isArchived: false } };
  });
}

/** Nobody gets into the space any more; nothing of it is removed. */
export async function archiveSpace(ctx: ServiceContext, input: { spaceId: string; reason: string }): Promise<void> {
  const { spaceId, reason } = input;
  await changePolicy(ctx, { spaceId, verb: "space.archive", target: `space:${spaceId}` }, async (tx) => {
    await tx.space.update({ where: { id: spaceId }, data: { archivedAt: ctx.clock.now() } });
    return { result: undefined, isChanged: true, before: { isArchived: false }, after: { isArchived: true, reason } };
  });
}

/** The space's keys, made once: whoever comes second waits for the row and finds them. */
export async function ensureSpaceKeys(db: Db, secret: string, spaceId: string): Promise<SpaceKeys> {
  return db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ sealedKeys: Uint8Array | null }[]>`
      SELECT "sealedKeys" FROM "Space" WHERE id = ${spaceId} FOR NO KEY UPDATE`;
    if (row?.sealedKeys) return openSpaceKeys(secret, row.sealedKeys);
    const keys = createSpaceKeys();
    await tx.space.update({ where: { id: spaceId }, data: { sealedKeys: sealSpaceKeys(secret, keys) } });
    return keys;
  });
}

/** From here on other services connect to the space's account. */
export async function markAccountReady(db: Db, spaceId: string, keys: SpaceKeys): Promise<void> {
  await db.space.update({ where: { id: spaceId }, data: { accountPublicKey: accountPublicKey(keys) } });
}

/** The revision of the space's last policy write. */
export async function readRevision(db: Db, spaceId: string): Promise<bigint | undefined> {
  return (await db.space.findUnique({ where: { id: spaceId }, select: { revision: true } }))?.revision;
}

/** Ids of all spaces, archived ones included. */
export async function listSpaceIds(db: Db): Promise<string[]> {
  const rows = await db.space.findMany({ select: { id: true } });
  return rows.map(({ id }) => id);
}
