import type { Place } from "@/sdk/protocol";
import { type Sql, sql, type Tx } from "@/server/db";
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

export async function findBlock(
  db: Tx,
  channelKey: number,
  holder: HolderKey,
  effect: BlockEffect,
): Promise<BlockRow | undefined> {
  const row = await db.block.findFirst({ where: { channelKey, ...holder, effect }, select: { id: true } });
  return row ? (await selectBlocksById(db, [row.id]))[0] : undefined;
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
  const { id } = await tx.block.create({ data: row, select: { id: true } });
  const [made] = await selectBlocksById(tx, [id]);
  if (!made) throw new Error("a block is gone in the transaction that made it");
  return made;
}

export async function deleteBlock(tx: Tx, id: string): Promise<void> {
  await tx.block.delete({ where: { id } });
}

/** The columns of a `BlockRow` of `b`. */
function rowsFrom(blocks: Sql): Sql {
  return sql`
    SELECT b.id::text AS "id", c.name AS "channel", g.name AS "group", p.id AS "principal", b.effect::text AS "effect",
      b.reason, b."createdBy", b."createdAt", b."expiresAt"
    FROM ${blocks} b
    JOIN "Channel" c ON c.key = b."channelKey"
    LEFT JOIN "Group" g ON g.key = b."groupKey"
    LEFT JOIN "Principal" p ON p.key = b."principalKey"`;
}

/** Those blocks, as far as they are there still. */
export async function selectBlocksById(db: Tx, ids: string[]): Promise<BlockRow[]> {
  if (ids.length === 0) return [];
  return db.$queryRaw<BlockRow[]>`${rowsFrom(sql`"Block"`)} WHERE b.id = ANY(${ids}::uuid[]) ORDER BY b.id`;
}

/** Blocks of the channel that have not ended, the newest first. */
export async function selectBlocks(db: Tx, channelKey: number, limit: number): Promise<BlockRow[]> {
  return db.$queryRaw<BlockRow[]>`${rowsFrom(sql`"Block"`)}
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
    ${rowsFrom(sql`gone`)}`;
}
