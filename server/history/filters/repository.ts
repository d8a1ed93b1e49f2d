import type { Db, Tx } from "@/server/db";
import type { SavedFilterView } from "./view";

const shown = {
  id: true,
  name: true,
  query: true,
  isShared: true,
  principal: { select: { id: true, displayName: true } },
} as const;

interface Row {
  id: string;
  name: string;
  query: string;
  isShared: boolean;
  principal: { id: string; displayName: string };
}

function viewOf({ principal, ...filter }: Row, reader: string): SavedFilterView {
  return { ...filter, isMine: principal.id === reader, keptBy: principal };
}

/** The principal's own filters by name, then those that others share. */
export async function selectFilters(
  db: Db,
  { spaceId, principal, limit }: { spaceId: string; principal: string; limit: number },
): Promise<SavedFilterView[]> {
  const owner = { spaceId, id: principal };
  const [mine, shared] = await Promise.all([
    db.savedFilter.findMany({
      where: { spaceId, principal: owner },
      orderBy: { name: "asc" },
      select: shown,
      take: limit,
    }),
    db.savedFilter.findMany({
      where: { spaceId, isShared: true, NOT: { principal: owner } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: shown,
      take: limit,
    }),
  ]);
  return [...mine, ...shared].map((row) => viewOf(row, principal));
}

export async function countFilters(db: Tx, principalKey: number): Promise<number> {
  return db.savedFilter.count({ where: { principalKey } });
}

/** The principal has a filter of that name: this one. */
export async function upsertFilter(
  db: Tx,
  filter: { spaceId: string; principalKey: number; name: string; query: string; isShared: boolean },
): Promise<SavedFilterView> {
  const { principalKey, name, query, isShared } = filter;
  const where = { principalKey_name: { principalKey, name } };
  const row = await db.savedFilter.upsert({ where, create: filter, update: { query, isShared }, select: shown });
  return viewOf(row, row.principal.id);
}

/** Whether there was one of the principal's with that id. */
export async function removeFilter(
  db: Db,
  { spaceId, principal, id }: { spaceId: string; principal: string; id: string },
): Promise<boolean> {
  const { count } = await db.savedFilter.deleteMany({ where: { id, spaceId, principal: { spaceId, id: principal } } });
  return count > 0;
}

export async function lockPrincipal(db: Tx, spaceId: string, id: string): Promise<number | undefined> {
  const [row] = await db.$queryRaw<{ key: number }[]>`
    SELECT key FROM "Principal" WHERE "spaceId" = ${spaceId} AND id = ${id} FOR UPDATE`;
  return row?.key;
}
