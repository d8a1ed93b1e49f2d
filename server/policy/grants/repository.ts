import type { Tx } from "@/server/db";

export interface ChannelRow {
  key: number;
  hasGroups: boolean;
  /** The space's revision after the last change of who holds which role here. */
  rolesRevision: bigint;
}

export async function findChannel(db: Tx, spaceId: string, name: string): Promise<ChannelRow | undefined> {
  const select = { key: true, hasGroups: true, rolesRevision: true };
  return (await db.channel.findUnique({ where: { spaceId_name: { spaceId, name } }, select })) ?? undefined;
}

export async function markHasGroups(tx: Tx, channelKey: number, hasGroups: boolean): Promise<void> {
  await tx.channel.update({ where: { key: channelKey }, data: { hasGroups } });
}

export async function markRolesChanged(tx: Tx, channelKey: number, rolesRevision: bigint): Promise<void> {
  await tx.channel.update({ where: { key: channelKey }, data: { rolesRevision } });
}

export async function findThread(
  db: Tx,
  spaceId: string,
  channel: string,
  name: string,
): Promise<{ key: number } | undefined> {
  const where = { name, channel: { spaceId, name: channel } };
  return (await db.thread.findFirst({ where, select: { key: true } })) ?? undefined;
}

/** The groups that hold a role on the channel because its resource names them. */
export async function selectResourceGroups(db: Tx, channelKey: number): Promise<{ key: number; name: string }[]> {
  return db.group.findMany({
    where: { roles: { some: { channelKey, origin: "resource" } } },
    select: { key: true, name: true },
    orderBy: { name: "asc" },
  });
}

export async function insertResourceGroups(tx: Tx, channelKey: number, groupKeys: number[]): Promise<void> {
  const data = groupKeys.map((groupKey) => ({ channelKey, groupKey, role: "member", origin: "resource" }) as const);
  if (data.length > 0) await tx.channelRole.createMany({ data });
}

export async function deleteResourceGroups(tx: Tx, channelKey: number, groupKeys: number[]): Promise<void> {
  if (groupKeys.length === 0) return;
  await tx.channelRole.deleteMany({ where: { channelKey, origin: "resource", groupKey: { in: groupKeys } } });
}

export async function selectThreadGroups(db: Tx, threadKey: number): Promise<{ key: number; name: string }[]> {
  return db.group.findMany({
    where: { threads: { some: { threadKey } } },
    select: { key: true, name: true },
    orderBy: { name: "asc" },
  });
}

export async function insertThreadGroups(tx: Tx, threadKey: number, groupKeys: number[]): Promise<void> {
  if (groupKeys.length > 0)
    await tx.threadGrant.createMany({ data: groupKeys.map((groupKey) => ({ threadKey, groupKey })) });
}

export async function deleteThreadGroups(tx: Tx, threadKey: number, groupKeys: number[]): Promise<void> {
  if (groupKeys.length > 0) await tx.threadGrant.deleteMany({ where: { threadKey, groupKey: { in: groupKeys } } });
}
