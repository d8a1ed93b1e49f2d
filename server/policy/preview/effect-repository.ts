import type { Tx } from "@/server/db";
import type { Concerned, Holdings, Plan, PlannedPlace } from "./plan";

export interface EffectRow {
  principals: number;
  places: number;
  /** A principal and a place it can do less, or more, at. */
  pairs: number;
  /** The pairs that are about reading. */
  reading: number;
  sample: { principal: string; channels: string[] }[] | null;
}

export interface EffectsRow {
  loses: EffectRow;
  gains: EffectRow;
  connections: number;
}

/** Keys of those concerned; at most `limit`. */
export async function selectConcerned(db: Tx, concerned: Concerned, limit: number): Promise<number[]> {
  const rows =
    "spaceId" in concerned
      ? await db.$queryRaw<{ key: number }[]>`
          SELECT key FROM "Principal" WHERE "spaceId" = ${concerned.spaceId} LIMIT ${limit}`
      : await db.$queryRaw<{ key: number }[]>`
          SELECT DISTINCT either.key FROM (
            SELECT key FROM unnest(${concerned.principalKeys}::int[]) AS named(key)
            UNION ALL
            SELECT m.key FROM unnest(${concerned.groupKeys}::int[]) AS source(key) CROSS JOIN LATERAL (
              SELECT "principalKey" AS key FROM "Membership" WHERE "groupKey" = source.key LIMIT ${limit}
            ) m
          ) either LIMIT ${limit}`;
  return rows.map(({ key }) => key);
}

/** For how many index look-ups a pair of a principal and one of these places stands. */
export function lookUpsOf(plan: Plan): number {
  const groups = plan.places.map((place) => groupsAt(plan, place).length);
  const most = groups.reduce((one, other) => Math.max(one, other), 0);
  return most + fixedLookUps;
}
const fixedLookUps = 4;

/** Where a list of codes has "none". */
const noRole = 3;
const roleCode = { owner: 0, moderator: 1, member: 2 } as const;

/**
 * Who of `principalKeys` can do less or more at the plan's places after it, in one statement: what each holds there before
 * and after is boiled down to an index of `table`, which has the rights.
 */
export async function selectEffects(
  db: Tx,
  input: { plan: Plan; principalKeys: number[]; table: number[]; now: Date; sampled: number },
): Promise<EffectsRow | undefined> {
  const { plan, principalKeys, table, now, sampled } = input;
  const places = JSON.stringify(plan.places.map((place, position) => ({ position, ...flat(plan, place) })));
  const added = new Set(plan.members?.added);
  const removed = new Set(plan.members?.removed);
  const flags = principalKeys.map((key) => (added.has(key) ? 1 : removed.has(key) ? -1 : 0));
  const roles = new Map(plan.roles?.map(({ principalKey, role }) => [principalKey, role ? roleCode[role] : noRole]));
  const rolesAfter = principalKeys.map((key) => roles.get(key) ?? null);
  const { blocked } = plan;
  const rows = await db.$queryRaw<EffectsRow[]>`
    WITH place AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${places}::json) AS place(position int, "channelKey" int, "threadKey" int,
        name text, tag text, "wasPublic" int, "isPublic" int, "hadGroups" int, "hasGroups" int, "groupKeys" int[],
        "rolesBefore" int[], "rolesAfter" int[], "tookPart" int[], "takesPart" int[], "accessBefore" int[],
        "accessAfter" int[], "postingBefore" int[], "postingAfter" int[])
    ), who AS MATERIALIZED (
      SELECT who.key, who.flag, who."roleAfter", p.id,
        CASE u."platformRole" WHEN 'admin' THEN 1 WHEN 'operator' THEN 2 WHEN 'observer' THEN 3 ELSE 0 END AS platform
      FROM unnest(${principalKeys}::int[], ${flags}::int[], ${rolesAfter}::int[]) AS who(key, flag, "roleAfter")
      JOIN "Principal" p ON p.key = who.key LEFT JOIN "User" u ON u.id = p."userId"
      WHERE p."disabledAt" IS NULL AND u."disabledAt" IS NULL
    ), held AS (
      SELECT who.key, who.id, who.platform, place.*, groups.*,
        LEAST(direct.role, groups."roleBefore", ${noRole}::int) AS "role1",
        LEAST(coalesce(who."roleAfter", direct.role), groups."roleAfter", ${noRole}::int) AS "role2",
        coalesce(barred.access, false) AS "access1",
        coalesce(barred.access, false) OR (who.key = ${blocked?.principalKey ?? null}::int AND ${blocked?.effect === "access"}::boolean) IS TRUE AS "access2",
        coalesce(barred.posting, false) AS "posting1",
        coalesce(barred.posting, false) OR (who.key = ${blocked?.principalKey ?? null}::int AND ${blocked?.effect === "posting"}::boolean) IS TRUE AS "posting2"
      FROM who CROSS JOIN place
      CROSS JOIN LATERAL (
        SELECT min(CASE r.role WHEN 'owner' THEN 0 WHEN 'moderator' THEN 1 ELSE 2 END) AS role FROM "ChannelRole" r
        WHERE r."channelKey" = place."channelKey" AND r."principalKey" = who.key
      ) direct
      CROSS JOIN LATERAL (
        SELECT bool_or(b.effect = 'access') AS access, bool_or(b.effect = 'posting') AS posting FROM "Block" b
        WHERE b."channelKey" = place."channelKey" AND b."principalKey" = who.key
          AND (b."expiresAt" IS NULL OR b."expiresAt" > statement_timestamp())
      ) barred
      CROSS JOIN LATERAL (
        SELECT min(at."roleBefore") FILTER (WHERE at."wasIn") AS "roleBefore", min(at."roleAfter") FILTER (WHERE at."isIn") AS "roleAfter",
          coalesce(max(at."tookPart") FILTER (WHERE at."wasIn"), 0) AS "part1", coalesce(max(at."takesPart") FILTER (WHERE at."isIn"), 0) AS "part2",
          coalesce(max(at."accessBefore") FILTER (WHERE at."wasIn"), 0) AS "groupAccess1", coalesce(max(at."accessAfter") FILTER (WHERE at."isIn"), 0) AS "groupAccess2",
          coalesce(max(at."postingBefore") FILTER (WHERE at."wasIn"), 0) AS "groupPosting1", coalesce(max(at."postingAfter") FILTER (WHERE at."isIn"), 0) AS "groupPosting2"
        FROM (
          SELECT source.*, m."groupKey" IS NOT NULL AS "wasIn",
            CASE WHEN who.flag <> 0 AND source.key = ${plan.members?.groupKey ?? null}::int THEN who.flag = 1
              ELSE m."groupKey" IS NOT NULL END AS "isIn"
          FROM unnest(place."groupKeys", place."rolesBefore", place."rolesAfter", place."tookPart", place."takesPart",
            place."accessBefore", place."accessAfter", place."postingBefore", place."postingAfter")
            AS source(key, "roleBefore", "roleAfter", "tookPart", "takesPart", "accessBefore", "accessAfter",
              "postingBefore", "postingAfter")
          LEFT JOIN LATERAL (
            SELECT "groupKey" FROM "Membership" WHERE "groupKey" = source.key AND "principalKey" = who.key OFFSET 0
          ) m ON true
        ) at
      ) groups
    ), rated AS (
      SELECT held.key, held.id, held.position, held.name, held.tag,
        (${table}::int[])[1 + (((((((coalesce(held."threadKey", 0) > 0)::int * 2 + held."wasPublic") * 2 + held."hadGroups") * 4
          + held.platform) * 4 + held."role1") * 2 + held."part1") * 3
          + CASE WHEN held."access1" THEN 2 ELSE held."groupAccess1" END) * 3
          + CASE WHEN held."posting1" THEN 2 ELSE held."groupPosting1" END] AS before,
        (${table}::int[])[1 + (((((((coalesce(held."threadKey", 0) > 0)::int * 2 + held."isPublic") * 2 + held."hasGroups") * 4
          + held.platform) * 4 + held."role2") * 2 + held."part2") * 3
          + CASE WHEN held."access2" THEN 2 ELSE held."groupAccess2" END) * 3
          + CASE WHEN held."posting2" THEN 2 ELSE held."groupPosting2" END] AS after
      FROM held
    ), differing AS MATERIALIZED (
      SELECT key, id, position, name, tag, before & ~after AS lost, after & ~before AS won FROM rated WHERE before <> after
    ), summary AS (
      SELECT way, count(DISTINCT key)::int AS principals, count(DISTINCT position)::int AS places, count(*)::int AS pairs,
        count(*) FILTER (WHERE changed & 1 = 1)::int AS reading
      FROM (
        SELECT 'loses' AS way, lost AS changed, key, position FROM differing WHERE lost <> 0
        UNION ALL
        SELECT 'gains', won, key, position FROM differing WHERE won <> 0
      ) either GROUP BY way
    )
    SELECT
      (SELECT row_to_json(each) FROM (
        SELECT s.*, (
          SELECT json_agg(json_build_object('principal', one.id, 'channels', one.names) ORDER BY one.id) FROM (
            SELECT id, (array_agg(name ORDER BY name))[1:${sampled}::int] AS names FROM differing WHERE lost <> 0
            GROUP BY id ORDER BY id LIMIT ${sampled}
          ) one
        ) AS sample FROM summary s WHERE way = 'loses'
      ) each) AS "loses",
      (SELECT row_to_json(each) FROM (
        SELECT s.*, (
          SELECT json_agg(json_build_object('principal', one.id, 'channels', one.names) ORDER BY one.id) FROM (
            SELECT id, (array_agg(name ORDER BY name))[1:${sampled}::int] AS names FROM differing WHERE won <> 0
            GROUP BY id ORDER BY id LIMIT ${sampled}
          ) one
        ) AS sample FROM summary s WHERE way = 'gains'
      ) each) AS "gains",
      (
        SELECT count(DISTINCT c."publicKey")::int FROM differing d JOIN "Credential" c ON c."principalKey" = d.key
        WHERE d.lost & 1 = 1 AND d.tag = ANY(c.tags) AND c."revokedAt" IS NULL AND c."expiresAt" > ${now}::timestamptz
      ) AS "connections"`;
  return rows[0];
}

function flat(plan: Plan, place: PlannedPlace) {
  const { channelKey, threadKey, name, tag } = place;
  const groups = groupsAt(plan, place);
  return {
    channelKey,
    threadKey,
    name,
    tag,
    wasPublic: Number(place.wasPublic),
    isPublic: Number(place.isPublic),
    hadGroups: Number(place.hadGroups),
    hasGroups: Number(place.hasGroups),
    groupKeys: groups.map(({ key }) => key),
    rolesBefore: groups.map(({ before }) => before.role),
    rolesAfter: groups.map(({ after }) => after.role),
    tookPart: groups.map(({ before }) => before.part),
    takesPart: groups.map(({ after }) => after.part),
    accessBefore: groups.map(({ before }) => before.access),
    accessAfter: groups.map(({ after }) => after.access),
    postingBefore: groups.map(({ before }) => before.posting),
    postingAfter: groups.map(({ after }) => after.posting),
  };
}

interface GroupAt {
  role: number;
  part: number;
  access: number;
  posting: number;
}

/** The groups that hold anything at the place, before or after, with what it is. */
function groupsAt(plan: Plan, place: PlannedPlace): { key: number; before: GroupAt; after: GroupAt }[] {
  const before = heldAt(plan.before, place);
  const after = heldAt(plan.after, place);
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].map((key) => ({ key, before: before.get(key) ?? nothing, after: after.get(key) ?? nothing }));
}

const nothing: GroupAt = { role: noRole, part: 0, access: 0, posting: 0 };

function heldAt({ roles, blocks, grants }: Holdings, { channelKey, threadKey }: PlannedPlace): Map<number, GroupAt> {
  const held = new Map<number, GroupAt>();
  const add = (key: number, part: (known: GroupAt) => Partial<GroupAt>) => {
    const known = held.get(key) ?? nothing;
    held.set(key, { ...known, ...part(known) });
  };
  for (const role of roles) {
    if (role.channelKey === channelKey) {
      add(role.groupKey, (known) => ({ role: Math.min(known.role, roleCode[role.role]) }));
    }
  }
  for (const { groupKey, effect, ...block } of blocks) {
    if (block.channelKey === channelKey) add(groupKey, () => (effect === "access" ? { access: 1 } : { posting: 1 }));
  }
  for (const grant of grants) if (grant.threadKey === threadKey) add(grant.groupKey, () => ({ part: 1 }));
  return held;
}
