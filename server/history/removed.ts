import type { RemovedRange } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import type { RowPage } from "./page";
import { countHidden, selectExpired, selectHoles } from "./removed-repository";

interface Asked {
  spaceId: string;
  subject: string;
  /** Only what was stored since; its channel keeps nothing older. */
  storedSince: Date | undefined;
}

/**
 * What is known to be gone within the page. Retention removes from the beginning, so it matters to pages without older messages;
 * what it hides and has yet to remove counts as removed. What the stream lost may have been of any subject: it is told where it
 * lies behind a message, since of a place that was empty nothing is known.
 */
export async function findRemoved(db: Db, asked: Asked, page: RowPage): Promise<RemovedRange[]> {
  const [expired, holes] = await Promise.all([
    page.hasOlder ? undefined : findExpired(db, asked, page),
    selectHoles(db, { spaceId: asked.spaceId, from: page.from, through: page.through }),
  ]);
  const known = page.hasOlder || page.from > 0 ? page.from : (page.rows[0]?.sequence ?? page.through);
  const behind = holes.filter(({ from }) => from >= known);
  return [...(expired ? [expired] : []), ...behind.map((hole) => ({ ...hole, reason: "lost" as const }))];
}

/** What retention has taken above `page.from`. What is gone already is counted from the beginning only: of a part nobody knows the number. */
async function findExpired(db: Db, asked: Asked, page: RowPage): Promise<RemovedRange | undefined> {
  const first = page.rows[0]?.sequence ?? page.through + 1;
  const [gone, hidden] = await Promise.all([
    selectExpired(db, asked),
    asked.storedSince && countHidden(db, { ...asked, after: page.from, below: first }),
  ]);
  const through = Math.max(gone?.through ?? 0, hidden?.through ?? 0);
  if (through <= page.from || through >= first) return undefined;
  const range = { from: page.from, through, reason: "retention" as const };
  const isPart = page.from > 0 && gone !== undefined && gone.through > page.from;
  const goneCount = gone && gone.through > page.from ? gone.count : 0;
  return isPart ? range : { ...range, count: goneCount + (hidden?.count ?? 0) };
}
