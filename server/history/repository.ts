import type { Redaction } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import { envelopeOfRow } from "@/server/logger";
import type { Limits, Source, Stretch } from "./source";

/** How far the space's stream is stored: everything at or below is in `Message` or was removed on purpose. */
export async function readLoggerPosition(db: Db, spaceId: string): Promise<number> {
  const position = await db.loggerPosition.findUnique({ where: { spaceId } });
  return Number(position?.sequence ?? 0n);
}

export interface StoredSubject {
  spaceId: string;
  subject: string;
  /** Only up to this sequence: rows above it may still have holes among them. */
  through: number;
  /** Only what was stored since; its channel keeps nothing older. */
  storedSince: Date | undefined;
}

interface PageRow {
  sequence: bigint;
  storedAt: Date;
  text: string;
  bytes: number;
}

/** What Postgres holds of one subject. */
export function createPostgresSource(db: Db, { spaceId, subject, through, storedSince }: StoredSubject): Source {
  const read = async (order: "ASC" | "DESC", after: number, last: number, limits: Limits): Promise<Stretch> => {
    const found = await db.$queryRawUnsafe<PageRow[]>(
      pageStatement(order),
      spaceId,
      subject,
      after,
      Math.min(last, through),
      storedSince?.toISOString() ?? null,
      limits.countMax,
      Math.max(limits.bytesMax, 0),
    );
    const rows = found.map(({ sequence, storedAt, text, bytes }) => {
      const at = { sequence: Number(sequence), subject, storedAt };
      return { ...at, bytes, envelope: envelopeOfRow(JSON.parse(text), at) };
    });
    const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
    const isComplete = rows.length < limits.countMax && bytes <= limits.bytesMax;
    return { rows: order === "ASC" ? rows : rows.reverse(), isComplete };
  };
  return {
    forward: (after, limits) => read("ASC", after, Number.MAX_SAFE_INTEGER, limits),
    backward: (before, limits) => read("DESC", -1, before - 1, limits),
  };
}

/** Where messages of that id are, the newest first. */
export async function selectSequencesOfId(db: Db, spaceId: string, id: string, limit: number): Promise<number[]> {
  const where = { spaceId, id: id.toLowerCase() };
  const rows = await db.message.findMany({
    where,
    select: { sequence: true },
    orderBy: { sequence: "desc" },
    take: limit,
  });
  return rows.map(({ sequence }) => Number(sequence));
}

/** Those of the messages that are redacted, as far as the logger has stored it. */
export async function selectRedactions(
  db: Db,
  spaceId: string,
  sequences: readonly number[],
): Promise<Map<number, Redaction>> {
  const rows = await db.redaction.findMany({ where: { spaceId, sequence: { in: sequences.map(BigInt) } } });
  return new Map(
    rows.map(({ sequence, by, reason, isEdit, at, bySequence }) => [
      Number(sequence),
      { by, reason, at: at.toISOString(), ...(isEdit && { replacedBy: Number(bySequence) }) },
    ]),
  );
}

/** The sizes are summed up in the order of reading, and rows left out behind the one that exceeds the sum allowed. */
function pageStatement(order: "ASC" | "DESC"): string {
  return `
SELECT sequence, "storedAt", text, bytes FROM (
  SELECT *, sum(bytes) OVER (ORDER BY sequence ${order}) AS total FROM (
    SELECT sequence, "storedAt", text, octet_length(text) AS bytes FROM (
      SELECT sequence, "storedAt", envelope::text AS text FROM "Message"
      WHERE "spaceId" = $1 AND subject = $2 AND sequence > $3::bigint AND sequence <= $4::bigint
        AND ($5::timestamptz IS NULL OR "storedAt" >= $5::timestamptz)
      ORDER BY sequence ${order} LIMIT $6
    ) AS found
  ) AS measured
) AS summed
WHERE total - bytes <= $7
ORDER BY sequence ${order}`;
}
