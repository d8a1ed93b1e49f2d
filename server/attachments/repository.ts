import type { Attachment } from "@/sdk/protocol";
import type { Db } from "@/server/db";

export interface NewAttachment {
  id: string;
  spaceId: string;
  subject: string;
  uploadedBy: string;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: Uint8Array;
  width?: number;
  height?: number;
  pieces: string;
  thumbnail?: string;
  createdAt: Date;
  collectAt: Date;
}

export async function insertAttachment(db: Db, row: NewAttachment): Promise<void> {
  const { sha256, ...plain } = row;
  const data = { ...plain, sha256: new Uint8Array(sha256), hasThumbnail: row.thumbnail !== undefined };
  await db.attachment.create({ data });
}

export async function findAttachment(db: Db, spaceId: string, id: string) {
  return (await db.attachment.findFirst({ where: { spaceId, id } })) ?? undefined;
}

/** What a principal has stored since. */
export async function sumUploadedSince(
  db: Db,
  { spaceId, uploadedBy, since }: { spaceId: string; uploadedBy: string; since: Date },
): Promise<number> {
  const where = { spaceId, uploadedBy, createdAt: { gte: since } };
  const { _sum: sum } = await db.attachment.aggregate({ where, _sum: { bytes: true } });
  return sum.bytes ?? 0;
}

interface ClaimedRow {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  width: number | null;
  height: number | null;
}

/** Notes that a message names them, of those that the principal uploaded for the place, and reads what they are. */
export async function markNamed(
  db: Db,
  given: { spaceId: string; subject: string; uploadedBy: string; ids: string[]; now: Date; collectAt: Date },
): Promise<Map<string, Attachment>> {
  const { spaceId, subject, uploadedBy, ids, now, collectAt } = given;
  const rows = await db.$queryRaw<ClaimedRow[]>`
    UPDATE "Attachment" SET "namedAt" = coalesce("namedAt", ${now}::timestamptz),
      "collectAt" = CASE WHEN "collectAt" IS NULL THEN NULL ELSE ${collectAt}::timestamptz END
    WHERE "spaceId" = ${spaceId} AND subject = ${subject} AND "uploadedBy" = ${uploadedBy} AND id = ANY(${ids}::uuid[])
    RETURNING id, name, "mediaType", bytes, width, height`;
  return new Map(rows.map((row) => [row.id, attachmentOf(row)]));
}

/** What a message says of a file. */
export function attachmentOf({ id, name, mediaType, bytes, width, height }: ClaimedRow): Attachment {
  const size = width !== null && height !== null ? { width, height } : {};
  return { id, name, mediaType, bytes, ...size };
}

/** The sequence of the last message that names them. */
export async function markSequence(db: Db, spaceId: string, ids: string[], sequence: number): Promise<void> {
  await db.$executeRaw`
    UPDATE "Attachment" SET sequence = greatest(sequence, ${sequence}::bigint)
    WHERE "spaceId" = ${spaceId} AND id = ANY(${ids}::uuid[])`;
}

export interface DueAttachment {
  id: string;
  spaceId: string;
  namedAt: Date | null;
  collectAt: Date;
}

/** What may be removed by now, in pages. Spaces that are archived are left alone: their namespace may come back. */
export async function listDue(
  db: Db,
  { now, after, rowsMax }: { now: Date; after: DueAttachment | undefined; rowsMax: number },
): Promise<DueAttachment[]> {
  const beyond = after && {
    OR: [{ collectAt: { gt: after.collectAt } }, { collectAt: after.collectAt, id: { gt: after.id } }],
  };
  const rows = await db.attachment.findMany({
    where: { collectAt: { lte: now }, space: { archivedAt: null }, ...beyond },
    select: { id: true, spaceId: true, namedAt: true, collectAt: true },
    orderBy: [{ collectAt: "asc" }, { id: "asc" }],
    take: rowsMax,
  });
  return rows.map((row) => ({ ...row, collectAt: row.collectAt ?? now }));
}

/** Removes those that are still due, so that one that a message named meanwhile stays; answers what their objects are called. */
export async function deleteDue(
  db: Db,
  { ids, now }: { ids: string[]; now: Date },
): Promise<{ id: string; spaceId: string; pieces: string; thumbnail: string | null }[]> {
  return db.$queryRaw`
    DELETE FROM "Attachment" WHERE id = ANY(${ids}::uuid[]) AND "collectAt" <= ${now}::timestamptz
    RETURNING id, "spaceId", pieces, thumbnail`;
}

/** Ids and what their objects are called, of all files of a space. */
export async function listObjects(
  db: Db,
  spaceId: string,
): Promise<{ id: string; pieces: string; thumbnail: string | null }[]> {
  return db.attachment.findMany({ where: { spaceId }, select: { id: true, pieces: true, thumbnail: true } });
}

/** Spaces that may have files. */
export async function listSpaces(db: Db): Promise<string[]> {
  const spaces = await db.space.findMany({
    where: { accountPublicKey: { not: null }, archivedAt: null },
    select: { id: true },
  });
  return spaces.map(({ id }) => id);
}
