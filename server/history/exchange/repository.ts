import { redactionType } from "@/sdk/protocol";
import { type Db, type Sql, sql } from "@/server/db";
import { type Trace, traceOf } from "./trace";

const columns = sql`m.sequence, m.subject, m."storedAt", m.id::text AS id, m.type, m."correlationId", m."causationId"`;

interface Scoped {
  spaceId: string;
  /** A condition on `m`: what the reader may see. */
  scope: Sql;
  limit: number;
}

/** The newest stored messages that name that correlation, newest first. */
export async function selectCorrelated(
  db: Db,
  { spaceId, correlationId, before, scope, limit }: Scoped & { correlationId: string; before: number | undefined },
): Promise<Trace[]> {
  const rows = await db.$queryRaw<Trace[]>`
    SELECT ${columns} FROM "Message" m
    WHERE m."spaceId" = ${spaceId} AND m."correlationId" = ${correlationId} AND m.type <> ${redactionType}
      AND m.sequence < ${before ?? Number.MAX_SAFE_INTEGER}::bigint AND ${scope}
    ORDER BY m.sequence DESC LIMIT ${limit}`;
  return rows.map(traceOf);
}

/** The stored messages that one of those caused and that name no correlation of their own, oldest first. */
export async function selectCaused(
  db: Db,
  { spaceId, ids, scope, limit }: Scoped & { ids: string[] },
): Promise<Trace[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<Trace[]>`
    SELECT ${columns} FROM "Message" m
    WHERE m."spaceId" = ${spaceId} AND m."causationId" = ANY(${ids}::text[]) AND m."causationId" IS NOT NULL
      AND m."correlationId" IS NULL AND m.type <> ${redactionType} AND ${scope}
    ORDER BY m.sequence LIMIT ${limit}`;
  return rows.map(traceOf);
}

/** The stored messages with those ids, whoever may see them, oldest first; more than one where an id came again after a while. */
export async function selectById(
  db: Db,
  { spaceId, ids, limit }: { spaceId: string; ids: string[]; limit: number },
): Promise<Trace[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<Trace[]>`
    SELECT ${columns} FROM "Message" m
    WHERE m."spaceId" = ${spaceId} AND m.id = ANY(${ids}::uuid[]) AND m.type <> ${redactionType}
    ORDER BY m.sequence LIMIT ${limit}`;
  return rows.map(traceOf);
}
