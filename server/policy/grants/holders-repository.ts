import type { Tx } from "@/server/db";
import { patternOf } from "../paging/search";

export interface PrincipalHit {
  id: string;
  kind: "agent" | "person";
  displayName: string;
  isDisabled: boolean;
}

interface Hits {
  spaceId: string;
  search: string;
  limit: number;
}

/** Groups whose name holds the search, in any case: those that begin with it, then the others, each by name. */
export async function selectGroupHits(db: Tx, input: Hits): Promise<{ name: string; members: number }[]> {
  return db.$queryRaw`
    SELECT g.name, g."memberCount" AS members FROM "Group" g
    WHERE g."spaceId" = ${input.spaceId} AND g.name ILIKE ${patternOf(input.search)}
    ORDER BY NOT starts_with(lower(g.name), lower(${input.search})), g.name LIMIT ${input.limit}`;
}

/**
 * Principals whose id begins with the search, by id, and where these are few some others whose id or name holds it. Never sorts
 * what it finds: of a million, half may fit.
 */
export async function selectPrincipalHits(db: Tx, { spaceId, search, limit }: Hits): Promise<PrincipalHit[]> {
  const contains = patternOf(search);
  const begins = contains.slice(1).toLowerCase();
  const first = await db.$queryRaw<PrincipalHit[]>`
    SELECT p.id, p.kind::text AS kind, p."displayName", p."disabledAt" IS NOT NULL AS "isDisabled" FROM "Principal" p
    WHERE p."spaceId" = ${spaceId} AND p.id LIKE ${begins}
    ORDER BY p.id LIMIT ${limit}`;
  if (first.length === limit || search === "") return first;
  const known = first.map(({ id }) => id);
  const others = await db.$queryRaw<PrincipalHit[]>`
    SELECT p.id, p.kind::text AS kind, p."displayName", p."disabledAt" IS NOT NULL AS "isDisabled" FROM "Principal" p
    WHERE p."spaceId" = ${spaceId} AND (p.id ILIKE ${contains} OR p."displayName" ILIKE ${contains})
      AND p.id <> ALL(${known}::text[])
    LIMIT ${limit - first.length}`;
  return [...first, ...others];
}
