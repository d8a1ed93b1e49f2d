import type { Db } from "@/server/db";

interface Gone {
  through: number;
  count: number;
}

/** What retention has removed of a subject so far. */
export async function selectExpired(
  db: Db,
  { spaceId, subject }: { spaceId: string; subject: string },
): Promise<Gone | undefined> {
  const row = await db.expiredMessages.findUnique({ where: { spaceId_subject: { spaceId, subject } } });
  return row ? { through: Number(row.through), count: row.count } : undefined;
}

/** What is still stored of a subject between two sequences. */
export async function countHidden(
  db: Db,
  { spaceId, subject, after, below }: { spaceId: string; subject: string; after: number; below: number },
): Promise<Gone> {
  const [row] = await db.$queryRaw<{ through: bigint | null; count: bigint }[]>`
    SELECT max(sequence) AS through, count(*) AS count FROM "Message"
    WHERE "spaceId" = ${spaceId} AND subject = ${subject}
      AND sequence > ${after}::bigint AND sequence < ${below}::bigint`;
  return { through: Number(row?.through ?? 0n), count: Number(row?.count ?? 0n) };
}

const holesMax = 50;

/** Sequences of the space's stream in this range that were gone before they could be stored, ascending; the newest ones when there are many. */
export async function selectHoles(
  db: Db,
  { spaceId, from, through }: { spaceId: string; from: number; through: number },
): Promise<{ from: number; through: number }[]> {
  const rows = await db.streamHole.findMany({
    where: { spaceId, through: { gt: from, lte: through } },
    orderBy: { through: "desc" },
    take: holesMax,
  });
  return rows.reverse().map((row) => ({ from: Math.max(from, Number(row.from)), through: Number(row.through) }));
}
