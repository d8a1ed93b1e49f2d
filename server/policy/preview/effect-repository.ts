import { type Sql, sql, type Tx } from "@/server/db";
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

/** How many principals are looked at, at these places, for what one preview may cost. */
export function principalsMax(plan: Plan): number {
  const groups = new Set(plan.places.flatMap((place) => groupsAt(plan, place).map(({ key }) => key)));
  const perPrincipal = fixedLookUps + Math.min(groups.size, membershipsUsual);
  return Math.max(1, Math.floor(Math.min(lookUpsMax / perPrincipal, pairsMax / plan.places.length)));
}

const lookUpsMax = 60_000;
const pairsMax = 60_000;
const fixedLookUps = 4;
/** Of somebody in that many groups at most; those in more make it slower. */
const membershipsUsual = 20;

/** Where a list of codes has "none". */
const noRole = 3;
const roleCode = { owner: 0, moderator: 1, member: 2 } as const;

/**
 * Who of `principalKeys` can do less or more at the plan's places after it, in one statement: what each holds there before
 * and after is gathered from its memberships, its own roles and its blocks, and boiled down to an index of `table`, which has
 * the rights.
 */
export async function selectEffects(
  db: Tx,
  input: { plan: Plan; principalKeys: number[]; table: number[]; now: Date; sampled: number },
): Promise<EffectsRow | undefined> {
  const { plan, principalKeys, table, now, sampled } = input;
  const positions = plan.places.map((place, position) => ({ position, ...place }));
  const places = positions.map(({ wasPublic, isPublic, hadGroups, hasGroups, ...place }) => ({
    ...place,
    before: openness(place.threadKey !== null, wasPublic, hadGroups),
    after: openness(place.threadKey !== null, isPublic, hasGroups),
  }));
  const sources = positions.flatMap((place) =>
    groupsAt(plan, place).map(({ key, before, after }) => ({ key, position: place.position, ...pairs(before, after) })),
  );
  const groupKeys = [...new Set(sources.map(({ key }) => key))];
  const channelKeys = [...new Set(plan.places.map(({ channelKey }) => channelKey))];
  const who = JSON.stringify(whoOf(plan, principalKeys));
  const changedGroup = plan.members?.groupKey ?? null;
  const rows = await db.$queryRaw<EffectsRow[]>`
    WITH place AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(places)}::json)
        AS place(position int, "channelKey" int, "threadKey" int, name text, tag text, before int, after int)
    ), source AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(sources)}::json) AS source(key int, position int,
        role1 int, role2 int, part1 int, part2 int, access1 int, access2 int, posting1 int, posting2 int)
    ), who AS MATERIALIZED (
      SELECT who.*, p.id,
        CASE u."platformRole" WHEN 'admin' THEN 1 WHEN 'operator' THEN 2 WHEN 'observer' THEN 3 ELSE 0 END AS platform
      FROM json_to_recordset(${who}::json) AS who(key int, joins int, role int, access int, posting int)
      CROSS JOIN LATERAL (SELECT * FROM "Principal" WHERE key = who.key OFFSET 0) p
      LEFT JOIN "User" u ON u.id = p."userId"
      WHERE p."disabledAt" IS NULL AND u."disabledAt" IS NULL
    ), membership AS MATERIALIZED (
      SELECT who.key, m."groupKey", 1 AS was, CASE WHEN who.joins = -1 AND m."groupKey" = ${changedGroup}::int THEN 0 ELSE 1 END AS is
      FROM who CROSS JOIN LATERAL (
        SELECT "groupKey" FROM "Membership" WHERE "principalKey" = who.key AND ${concerning(groupKeys)} OFFSET 0
      ) m
      UNION ALL
      SELECT who.key, ${changedGroup}::int, 0, 1 FROM who WHERE who.joins = 1
    ), held AS (
      SELECT key, position, min(role1) AS role1, min(role2) AS role2, max(part1) AS part1, max(part2) AS part2,
        max(access1) AS access1, max(access2) AS access2, max(posting1) AS posting1, max(posting2) AS posting2
      FROM (
        SELECT who.key, place.position, ${noRole}::int AS role1, coalesce(who.role, ${noRole}::int) AS role2, 0 AS part1, 0 AS part2,
          0 AS access1, who.access AS access2, 0 AS posting1, who.posting AS posting2
        FROM who CROSS JOIN place
        UNION ALL
        SELECT m.key, s.position, CASE m.was WHEN 1 THEN s.role1 ELSE ${noRole}::int END,
          CASE m.is WHEN 1 THEN s.role2 ELSE ${noRole}::int END, m.was * s.part1, m.is * s.part2,
          m.was * s.access1, m.is * s.access2, m.was * s.posting1, m.is * s.posting2
        FROM membership m JOIN source s ON s.key = m."groupKey"
        UNION ALL
        SELECT who.key, place.position, own.role, CASE WHEN who.role IS NULL THEN own.role ELSE ${noRole}::int END, 0, 0, 0, 0, 0, 0
        FROM who CROSS JOIN LATERAL (
          SELECT "channelKey", CASE role WHEN 'owner' THEN 0 WHEN 'moderator' THEN 1 ELSE 2 END AS role FROM "ChannelRole"
          WHERE "principalKey" = who.key AND "channelKey" = ANY(${channelKeys}::int[]) OFFSET 0
        ) own JOIN place ON place."channelKey" = own."channelKey"
        UNION ALL
        SELECT who.key, place.position, ${noRole}::int, ${noRole}::int, 0, 0, own.access, own.access, own.posting, own.posting
        FROM who CROSS JOIN LATERAL (
          SELECT "channelKey", CASE effect WHEN 'access' THEN 2 ELSE 0 END AS access,
            CASE effect WHEN 'posting' THEN 2 ELSE 0 END AS posting
          FROM "Block" WHERE "principalKey" = who.key AND "channelKey" = ANY(${channelKeys}::int[])
            AND ("expiresAt" IS NULL OR "expiresAt" > statement_timestamp()) OFFSET 0
        ) own JOIN place ON place."channelKey" = own."channelKey"
      ) facts GROUP BY key, position
    ), rated AS (
      SELECT who.key, who.id, place.position, place.name, place.tag,
        (${table}::int[])[1 + ((((place.before * 4 + who.platform) * 4 + held.role1) * 2 + held.part1) * 3 + held.access1) * 3
          + held.posting1] AS before,
        (${table}::int[])[1 + ((((place.after * 4 + who.platform) * 4 + held.role2) * 2 + held.part2) * 3 + held.access2) * 3
          + held.posting2] AS after
      FROM held JOIN who ON who.key = held.key JOIN place ON place.position = held.position
    ), differing AS MATERIALIZED (
      SELECT key, id, position, name, tag, before & ~after AS lost, after & ~before AS won FROM rated WHERE before <> after
    )
    SELECT ${effectFrom(sql`lost`, sampled)} AS "loses", ${effectFrom(sql`won`, sampled)} AS "gains",
      (
        SELECT count(DISTINCT c."publicKey")::int FROM differing d CROSS JOIN LATERAL (
          SELECT "publicKey" FROM "Credential" WHERE "principalKey" = d.key AND d.tag = ANY(tags)
            AND "revokedAt" IS NULL AND "expiresAt" > ${now}::timestamptz OFFSET 0
        ) c WHERE d.lost & 1 = 1
      ) AS "connections"`;
  return rows[0];
}

/** Of few groups each is looked up; among many it is faster to read all that somebody is in and leave the choice to the join. */
function concerning(groupKeys: number[]): Sql {
  return groupKeys.length > membershipsUsual ? sql`true` : sql`"groupKey" = ANY(${groupKeys}::int[])`;
}

/** An `EffectRow` of the rights that `changed` has of each pair. */
function effectFrom(changed: Sql, sampled: number): Sql {
  return sql`(
    SELECT json_build_object('principals', count(DISTINCT key), 'places', count(DISTINCT position), 'pairs', count(*),
      'reading', count(*) FILTER (WHERE ${changed} & 1 = 1), 'sample', (
        SELECT json_agg(json_build_object('principal', one.id, 'channels', one.names) ORDER BY one.id) FROM (
          SELECT id, (array_agg(name ORDER BY name))[1:${sampled}::int] AS names FROM differing WHERE ${changed} <> 0
          GROUP BY id ORDER BY id LIMIT ${sampled}
        ) one
      ))
    FROM differing WHERE ${changed} <> 0
  )`;
}

/** The most significant part of an index of the table. */
function openness(isThread: boolean, isPublic: boolean, hasGroups: boolean): number {
  return (Number(isThread) * 2 + Number(isPublic)) * 2 + Number(hasGroups);
}

/** Each with what the plan changes about it by name: the role it has from now on (null: the one it has), how it is blocked, and whether it joins (1) or leaves (-1) the group. */
function whoOf(plan: Plan, principalKeys: number[]): object[] {
  const added = new Set(plan.members?.added);
  const removed = new Set(plan.members?.removed);
  const roles = new Map(plan.roles?.map(({ principalKey, role }) => [principalKey, role ? roleCode[role] : noRole]));
  const { blocked } = plan;
  const effectOn = (key: number) => (blocked?.principalKey === key ? blocked.effect : undefined);
  return principalKeys.map((key) => ({
    key,
    joins: added.has(key) ? 1 : removed.has(key) ? -1 : 0,
    role: roles.get(key) ?? null,
    access: effectOn(key) === "access" ? 2 : 0,
    posting: effectOn(key) === "posting" ? 2 : 0,
  }));
}

function pairs(before: GroupAt, after: GroupAt): object {
  return {
    role1: before.role,
    role2: after.role,
    part1: before.part,
    part2: after.part,
    access1: before.access,
    access2: after.access,
    posting1: before.posting,
    posting2: after.posting,
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
