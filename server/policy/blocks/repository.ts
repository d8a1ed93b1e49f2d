import type { Place } from "@/sdk/protocol";
import type { Tx } from "@/server/db";
import type { BlockEffect, Role } from "../types";

export interface BlockRow {
  id: string;
  channel: string;
  group: string | null;
  principal: string | null;
  effect: BlockEffect;
  reason: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date | null;
}

/** Who is blocked: exactly one of the two. */
export interface HolderKey {
  groupKey: number | null;
  principalKey: number | null;
}

const select = {
  id: true,
  effect: true,
  reason: true,
  createdBy: true,
  createdAt: true,
  expiresAt: true,
  channel: { select: { name: true } },
  group: { select: { name: true } },
  principal: { select: { id: true } },
} as const;

interface Selected extends Omit<BlockRow, "channel" | "group" | "principal"> {
  channel: { name: string };
  group: { name: string } | null;
  principal: { id: string } | null;
}

function rowOf({ channel, group, principal, ...row }: Selected): BlockRow {
  return { ...row, channel: channel.name, group: group?.name ?? null, principal: principal?.id ?? null };
}

export async function findBlock(
  db: Tx,
  channelKey: number,
  holder: HolderKey,
  effect: BlockEffect,
): Promise<BlockRow | undefined> {
  const row = await db.block.findFirst({ where: { channelKey, ...holder, effect }, select });
  return row ? rowOf(row) : undefined;
}

export async function insertBlock(
  tx: Tx,
  row: HolderKey & {
    channelKey: number;
    effect: BlockEffect;
    reason: string;
    createdBy: string;
    createdAt: Date;
    expiresAt: Date | null;
  },
): Promise<BlockRow> {
  return rowOf(await tx.block.create({ data: row, select }));
}

export async function deleteBlock(tx: Tx, id: string): Promise<void> {
  await tx.block.delete({ where: { id } });
}

/** Blocks of the channel that have not ended, the newest first. */
export async function selectBlocks(db: Tx, channelKey: number, limit: number): Promise<BlockRow[]> {
  return db.$queryRaw<BlockRow[]>`
    SELECT b.id::text AS "id", c.name AS "channel", g.name AS "group", p.id AS "principal", b.effect::text AS "effect",
      b.reason, b."createdBy", b."createdAt", b."expiresAt"
    FROM "Block" b
    JOIN "Channel" c ON c.key = b."channelKey"
    LEFT JOIN "Group" g ON g.key = b."groupKey"
    LEFT JOIN "Principal" p ON p.key = b."principalKey"
    WHERE b."channelKey" = ${channelKey} AND (b."expiresAt" IS NULL OR b."expiresAt" > now())
    ORDER BY b."createdAt" DESC, b.id DESC LIMIT ${limit}`;
}

/** The strongest role that the group itself holds on the channel. */
export async function findRoleOfGroup(db: Tx, channelKey: number, groupKey: number): Promise<Role | undefined> {
  const where = { channelKey, groupKey };
  return (await db.channelRole.findFirst({ where, orderBy: { role: "asc" }, select: { role: true } }))?.role;
}

/** The channel and its private threads: everything of it that a credential opens. */
export async function selectPlacesOfChannel(db: Tx, channelKey: number, channel: string): Promise<Place[]> {
  const threads = await db.thread.findMany({ where: { channelKey, isPrivate: true }, select: { name: true } });
  return [{ channel }, ...threads.map(({ name }) => ({ channel, thread: name }))];
}

/** Channels with blocks that have ended, by the database's clock. */
export async function selectChannelsOfEnded(
  db: Tx,
  limit: number,
): Promise<{ key: number; spaceId: string; name: string }[]> {
  return db.$queryRaw`
    SELECT DISTINCT c.key, c."spaceId", c.name FROM "Block" b JOIN "Channel" c ON c.key = b."channelKey"
    WHERE b."expiresAt" <= now() LIMIT ${limit}`;
}

/** Removes the channel's blocks that have ended, at most `limit`, and returns them. */
export async function deleteEnded(tx: Tx, channelKey: number, limit: number): Promise<BlockRow[]> {
  return tx.$queryRaw<BlockRow[]>`
    WITH gone AS (
      DELETE FROM "Block" WHERE id IN (
        SELECT id FROM "Block" WHERE "channelKey" = ${channelKey} AND "expiresAt" <= statement_timestamp() LIMIT ${limit}
      ) RETURNING *
    )
    SELECT b.id::text AS "id", c.name AS "channel", g.name AS "group", p.id AS "principal", b.effect::text AS "effect",
      b.reason, b."createdBy", b."createdAt", b."expiresAt"
    FROM gone b
    JOIN "Channel" c ON c.key = b."channelKey"
    LEFT JOIN "Group" g ON g.key = b."groupKey"
    LEFT JOIN "Principal" p ON p.key = b."principalKey"`;
}
