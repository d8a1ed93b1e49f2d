import type { Db } from "@/server/db";
import type { Claim } from "./claim";
import type { StreamEntry } from "./stream-entry";

/** The sequences within the claim that none of the entries has: the stream lost them before they could be read. */
export function holesOf(entries: readonly Pick<StreamEntry, "sequence">[], { from, through }: Claim): Claim[] {
  const sequences = entries
    .map(({ sequence }) => sequence)
    .filter((sequence) => sequence > from && sequence <= through);
  const holes: Claim[] = [];
  let reached = from;
  for (const sequence of sequences.sort((a, b) => a - b)) {
    if (sequence > reached + 1) holes.push({ from: reached, through: sequence - 1 });
    reached = Math.max(reached, sequence);
  }
  if (reached < through) holes.push({ from: reached, through });
  return holes;
}

/** Notes what the stream has lost, but for what another process had stored before. Noting again changes nothing. */
export async function noteHoles(db: Db, spaceId: string, holes: readonly Claim[]): Promise<void> {
  if (holes.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "StreamHole" ("spaceId", "from", through)
    SELECT ${spaceId}, lost."from", lost.through
    FROM json_to_recordset(${JSON.stringify(holes)}::json) AS lost("from" bigint, through bigint)
    WHERE NOT EXISTS (
      SELECT 1 FROM "Message" m
      WHERE m."spaceId" = ${spaceId} AND m.sequence > lost."from" AND m.sequence <= lost.through)
    ON CONFLICT DO NOTHING`;
}
