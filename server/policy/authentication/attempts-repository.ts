import type { Tx } from "@/server/db";
import type { AttemptOutcome, AuthMethod } from "./attempt";

export interface AttemptRow {
  hour: Date;
  method: AuthMethod;
  outcome: AttemptOutcome;
  times: bigint;
}

const hourMs = 3_600_000;

/** The counts of the space from the hour of `since` on, oldest first. */
export async function selectAttempts(db: Tx, spaceId: string, since: Date): Promise<AttemptRow[]> {
  const hour = new Date(Math.floor(since.getTime() / hourMs) * hourMs);
  const rows = await db.authAttempt.findMany({
    where: { spaceId, hour: { gte: hour } },
    orderBy: [{ hour: "asc" }, { method: "asc" }, { outcome: "asc" }],
    select: { hour: true, method: true, outcome: true, times: true },
  });
  return rows as AttemptRow[];
}

/** Adds to the counts of the hour; for spaces that do not exist under the empty name. One statement. */
export async function addAttempts(
  db: Tx,
  at: Date,
  counts: { spaceId: string; method: AuthMethod; outcome: AttemptOutcome; times: number }[],
): Promise<void> {
  const hour = new Date(Math.floor(at.getTime() / hourMs) * hourMs);
  // Sorted, so that processes that write at the same time lock the rows in the same order.
  await db.$executeRaw`
    INSERT INTO "AuthAttempt" AS known ("spaceId", hour, method, outcome, times)
    SELECT COALESCE(s.id, ''), ${hour}::timestamptz, given.method, given.outcome, sum(given.times)
    FROM unnest(
      ${counts.map(({ spaceId }) => spaceId)}::text[], ${counts.map(({ method }) => method)}::text[],
      ${counts.map(({ outcome }) => outcome)}::text[], ${counts.map(({ times }) => times)}::bigint[]
    ) AS given(space, method, outcome, times)
    LEFT JOIN "Space" s ON s.id = given.space
    GROUP BY 1, 3, 4 ORDER BY 1, 3, 4
    ON CONFLICT ("spaceId", hour, method, outcome) DO UPDATE SET times = known.times + EXCLUDED.times`;
}
