import { allOf, type Sql, sql, type Tx } from "@/server/db";

/** Where those who may have a right at a place come from. Blocks and the like are left to `decide`. */
export interface Sources {
  spaceId: string;
  channelKey: number;
  /** The whole space. */
  isForEverybody: boolean;
  /** Groups whose members may. */
  groupKeys: number[];
  /** People with the platform role admin, who may everywhere. */
  hasAdmins: boolean;
  /** Holders of a role of their own on the channel. It helps nobody in a private thread. */
  hasHolders: boolean;
}

export interface Candidates {
  /** Ids, ascending. */
  ids: string[];
  /** The last id that was looked at; `undefined` when nobody comes after. */
  end: string | undefined;
}

export interface CandidateRange {
  /** Exclusive. */
  after: string;
  /** Only ids that begin with it. */
  prefix?: string;
  size: number;
}

/** The next `size` candidates by id, of which only those for whom `fits` holds of `p`. A few index ranges, however large the groups. */
export async function selectCandidates(
  db: Tx,
  sources: Sources,
  range: CandidateRange,
  fits: Sql | undefined,
): Promise<Candidates> {
  const { spaceId } = sources;
  const span = sources.isForEverybody
    ? sql`SELECT p.id FROM "Principal" p WHERE p."spaceId" = ${spaceId} AND ${within(sql`p.id`, range)} ORDER BY p.id LIMIT ${range.size}`
    : merged(sources, range);
  // One by one: the planner's other way is to read all principals.
  const fitting = fits
    ? sql`CROSS JOIN LATERAL (
        SELECT ${fits} AS fits FROM "Principal" p WHERE p."spaceId" = ${spaceId} AND p.id = span.id OFFSET 0
      ) looked_at`
    : sql`CROSS JOIN (SELECT true AS fits) looked_at`;
  const rows = await db.$queryRaw<{ id: string; fits: boolean }[]>`
    WITH span AS MATERIALIZED (${span}) SELECT span.id, looked_at.fits FROM span ${fitting} ORDER BY span.id`;
  return {
    ids: rows.filter((row) => row.fits).map(({ id }) => id),
    end: rows.length < range.size ? undefined : rows.at(-1)?.id,
  };
}

/** Candidates after `after` for whom `fits` holds, where that are few: found by it, then looked up among the sources. */
export async function selectFittingCandidates(db: Tx, sources: Sources, after: string, fits: Sql): Promise<string[]> {
  const { spaceId, channelKey, groupKeys, isForEverybody, hasAdmins, hasHolders } = sources;
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH found AS MATERIALIZED (SELECT * FROM "Principal" p WHERE p."spaceId" = ${spaceId} AND ${fits})
    SELECT p.id FROM found p
    WHERE p.id > ${after} AND (
      ${isForEverybody}::boolean
      OR (${hasAdmins}::boolean AND EXISTS (
        SELECT 1 FROM "User" u WHERE u.id = p."userId" AND u."platformRole" = 'admin'
      ))
      OR (${hasHolders}::boolean AND EXISTS (
        SELECT 1 FROM "ChannelRole" r WHERE r."channelKey" = ${channelKey} AND r."principalKey" = p.key
      ))
      OR EXISTS (
        SELECT 1 FROM "Membership" m WHERE m."groupKey" = ANY(${groupKeys}::int[]) AND m."principalKey" = p.key
      )
    ) ORDER BY p.id`;
  return rows.map(({ id }) => id);
}

/** The first `size` of what the sources give in the order of ids: each is an index range, and they are merged. */
function merged({ spaceId, channelKey, groupKeys, hasAdmins, hasHolders }: Sources, range: CandidateRange): Sql {
  const holders = sql`UNION (
    SELECT p.id FROM "ChannelRole" r JOIN "Principal" p ON p.key = r."principalKey"
    WHERE r."channelKey" = ${channelKey} AND ${within(sql`p.id`, range)} ORDER BY p.id LIMIT ${range.size}
  )`;
  const admins = sql`UNION (
    SELECT p.id FROM "User" u JOIN "Principal" p ON p."spaceId" = ${spaceId} AND p."userId" = u.id
    WHERE u."platformRole" = 'admin' AND ${within(sql`p.id`, range)} ORDER BY p.id LIMIT ${range.size}
  )`;
  return sql`
    SELECT either.id FROM (
      SELECT m.id FROM unnest(${groupKeys}::int[]) AS source(key)
      CROSS JOIN LATERAL (
        SELECT "principalId" AS id FROM "Membership"
        WHERE "groupKey" = source.key AND ${within(sql`"principalId"`, range)} ORDER BY "principalId" LIMIT ${range.size}
      ) m
      ${hasHolders ? holders : sql``}
      ${hasAdmins ? admins : sql``}
    ) either GROUP BY either.id ORDER BY either.id LIMIT ${range.size}`;
}

function within(id: Sql, { after, prefix }: CandidateRange): Sql {
  if (prefix === undefined) return sql`${id} > ${after}`;
  const end = endOfPrefix(prefix);
  // The range is as narrow as any order of the letters allows; `starts_with` has the last word.
  return allOf([
    sql`${id} > ${after}`,
    sql`${id} >= ${prefix}`,
    ...(end === undefined ? [] : [sql`${id} < ${end}`]),
    sql`starts_with(${id}, ${prefix})`,
  ]);
}

/** Something that comes after everything that begins with `prefix`, however the database sorts punctuation; `undefined` when nothing simple does. */
function endOfPrefix(prefix: string): string | undefined {
  const last = prefix.search(/[a-y0-8][z9_-]*$/);
  if (last < 0) return undefined;
  return prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1);
}

/** The groups with a role on the channel, without those whose members a block keeps out; of a private thread, its participants' groups. */
export async function selectSourceGroups(
  db: Tx,
  input: { channelKey: number; threadKey: number | null; blockEffects: string[] },
): Promise<number[]> {
  const rows =
    input.threadKey === null
      ? await db.$queryRaw<{ key: number }[]>`
          SELECT r."groupKey" AS key FROM "ChannelRole" r
          WHERE r."channelKey" = ${input.channelKey} AND r."groupKey" IS NOT NULL
          GROUP BY r."groupKey"
          HAVING min(r.role) <> 'member' OR NOT EXISTS (
            SELECT 1 FROM "Block" b WHERE b."channelKey" = ${input.channelKey} AND b."groupKey" = r."groupKey"
              AND b.effect::text = ANY(${input.blockEffects}::text[])
              AND (b."expiresAt" IS NULL OR b."expiresAt" > now())
          )`
      : await db.$queryRaw<{ key: number }[]>`
          SELECT "groupKey" AS key FROM "ThreadGrant" WHERE "threadKey" = ${input.threadKey}`;
  return rows.map(({ key }) => key);
}

export interface NamedPrincipal {
  key: number;
  id: string;
  kind: "agent" | "person";
  displayName: string;
}

export async function selectNamed(db: Tx, spaceId: string, ids: string[]): Promise<NamedPrincipal[]> {
  if (ids.length === 0) return [];
  const select = { key: true, id: true, kind: true, displayName: true } as const;
  return db.principal.findMany({ where: { spaceId, id: { in: ids } }, select });
}
