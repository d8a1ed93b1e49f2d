import type { Place } from "@/sdk/protocol";
import { type Sql, sql, type Tx } from "@/server/db";
import { decide } from "../decide";
import type { Facts } from "../facts";
import { loadFacts } from "../facts-repository";
import { fitsSearch } from "../identities/search-repository";
import { areFewPrincipals } from "../paging/estimate";
import type { NarrowedList } from "../paging/narrowed-page";
import { type Sources, selectCandidates, selectFittingCandidates } from "./candidates-repository";

const decidedAtOnce = 100;
/** Candidates of one window that are decided at most. */
const decidedMax = 500;

export interface PrincipalWithAccess {
  id: string;
  facts: Facts;
}

export interface AccessListOptions {
  sources: Sources;
  action: "channel.read" | "channel.post";
  place: Place;
  /** Only those whose id begins with it. */
  prefix?: string;
  /** Only those whose id or name holds it, and whose id does not begin with `besides`. */
  search?: { text: string; besides: string | undefined };
}

/** Those who may do it at the place, by id, as a list to read pages of: candidates are cheap to find, and `decide` has the last word. */
export function accessList(db: Tx, options: AccessListOptions): NarrowedList<PrincipalWithAccess> {
  const { sources, prefix, search } = options;
  const fits = search && fitting(search);
  return {
    positionOf: ({ id }) => [id],
    areFew: async () => fits !== undefined && (await areFewPrincipals(db, fits)),
    async readWindow(position, size, limit) {
      const after = String(position?.[0] ?? "");
      // Nearly every candidate counts unless they are searched through.
      const range = { after, prefix, size: fits ? size : Math.min(size, limit + decidedAtOnce) };
      const { ids, end } = await selectCandidates(db, sources, range, fits);
      const { rows, lastDecided } = await decideUntil(db, options, ids, { limit, max: decidedMax });
      if (lastDecided !== undefined) return { rows, end: [lastDecided] };
      return { rows, end: end === undefined ? undefined : [end] };
    },
    async readFitting(position, limit) {
      if (!fits) return [];
      const ids = await selectFittingCandidates(db, sources, String(position?.[0] ?? ""), fits);
      return (await decideUntil(db, options, ids, { limit, max: ids.length })).rows;
    },
  };
}

function fitting({ text, besides }: NonNullable<AccessListOptions["search"]>): Sql {
  const fits = fitsSearch(text);
  return besides === undefined ? fits : sql`(${fits} AND NOT starts_with(p.id, ${besides}))`;
}

/** Decides in order until `limit` are allowed. `lastDecided` is where it stopped before the end of `ids`. */
async function decideUntil(
  db: Tx,
  { sources, action, place }: AccessListOptions,
  ids: string[],
  { limit, max }: { limit: number; max: number },
): Promise<{ rows: PrincipalWithAccess[]; lastDecided: string | undefined }> {
  const rows: PrincipalWithAccess[] = [];
  let decided = 0;
  while (decided < Math.min(ids.length, max) && rows.length < limit) {
    const some = ids.slice(decided, decided + Math.max(decidedAtOnce, limit));
    const facts = await loadFacts(
      db,
      sources.spaceId,
      some.map((principal) => ({ principal, place })),
    );
    for (const [index, id] of some.entries()) {
      const its = facts?.[index];
      if (its && decide({ principal: id, action, place }, its).allowed) rows.push({ id, facts: its });
    }
    decided += some.length;
  }
  return { rows: rows.slice(0, limit), lastDecided: decided < ids.length ? ids[decided - 1] : undefined };
}
