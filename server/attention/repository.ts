import { storedWildcard } from "@/sdk/protocol";
import type { Db, Tx } from "@/server/db";
import type { Level } from "./types";

/** The row of `Attention` that stands for all places. */
export const everywhere = storedWildcard;

export async function findAttendee(db: Db, spaceId: string, id: string): Promise<number | undefined> {
  const where = { spaceId_id: { spaceId, id } };
  return (await db.principal.findUnique({ where, select: { key: true } }))?.key;
}

/** Up to where everything counts as read. Who was never here before begins with what is stored now: they have missed nothing yet. */
export async function ensureBaseline(db: Db, spaceId: string, principalKey: number): Promise<number> {
  const where = { principalKey_subject: { principalKey, subject: everywhere } };
  const known = await db.attention.findUnique({ where, select: { readThrough: true } });
  if (known) return Number(known.readThrough);
  const [made] = await db.$queryRaw<{ readThrough: bigint }[]>`
    INSERT INTO "Attention" ("principalKey", subject, "readThrough")
    SELECT ${principalKey}, ${everywhere}, coalesce(
      (SELECT sequence FROM "LoggerPosition" WHERE "spaceId" = ${spaceId}), 0)
    ON CONFLICT ("principalKey", subject) DO UPDATE SET "updatedAt" = "Attention"."updatedAt"
    RETURNING "readThrough"`;
  return Number(made?.readThrough ?? 0);
}

const chosenMax = 5_000;

/** The places that somebody follows or has muted, by subject; the last 5,000 of them. */
export async function selectChosenLevels(db: Db, principalKey: number): Promise<Map<string, Level>> {
  const rows = await db.attention.findMany({
    where: { principalKey, level: { not: "default" }, subject: { not: everywhere } },
    select: { subject: true, level: true },
    orderBy: { updatedAt: "desc" },
    take: chosenMax,
  });
  return new Map(rows.map(({ subject, level }) => [subject, level]));
}

export async function selectReading(
  db: Db,
  principalKey: number,
  subject: string,
): Promise<{ readThrough: number; level: Level }> {
  const where = { principalKey_subject: { principalKey, subject } };
  const row = await db.attention.findUnique({ where, select: { readThrough: true, level: true } });
  return { readThrough: Number(row?.readThrough ?? 0n), level: row?.level ?? "default" };
}

/** The place is read up to there, if it was not further already. Returns whether that is news. */
export async function raiseReadThrough(
  tx: Tx,
  { principalKey, subject, through }: { principalKey: number; subject: string; through: number },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    INSERT INTO "Attention" ("principalKey", subject, "readThrough")
    VALUES (${principalKey}, ${subject}, ${through}::bigint)
    ON CONFLICT ("principalKey", subject) DO UPDATE
      SET "readThrough" = EXCLUDED."readThrough", "updatedAt" = now()
      WHERE "Attention"."readThrough" < EXCLUDED."readThrough"
    RETURNING subject`;
  return rows.length > 0;
}

export async function writeLevel(
  tx: Tx,
  { principalKey, subject, level }: { principalKey: number; subject: string; level: Level },
): Promise<void> {
  const where = { principalKey_subject: { principalKey, subject } };
  const update = { level, updatedAt: new Date() };
  await tx.attention.upsert({ where, create: { principalKey, subject, level }, update });
}
