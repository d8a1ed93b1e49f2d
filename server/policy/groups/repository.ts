import type { Tx } from "@/server/db";

export interface GroupRow {
  key: number;
  name: string;
}

/** The groups of the space with those names, and the names that are no group, in the order given. */
export async function findGroups(
  db: Tx,
  spaceId: string,
  names: string[],
): Promise<{ found: GroupRow[]; missing: string[] }> {
  if (names.length === 0) return { found: [], missing: [] };
  const found = await db.group.findMany({
    where: { spaceId, name: { in: [...new Set(names)] } },
    select: { key: true, name: true },
  });
  const known = new Set(found.map(({ name }) => name));
  return { found, missing: [...new Set(names)].filter((name) => !known.has(name)) };
}

export async function insertGroup(
  tx: Tx,
  row: { spaceId: string; name: string; description: string; createdAt: Date },
): Promise<GroupRow> {
  return tx.group.create({ data: row, select: { key: true, name: true } });
}

/** Removes the group with its memberships, roles and thread grants. */
export async function deleteGroupRow(tx: Tx, key: number): Promise<void> {
  await tx.group.delete({ where: { key } });
}

/** The JWT tags of the places that the group opens to its members. */
export async function selectPlacesOfGroup(
  db: Tx,
  groupKey: number,
): Promise<{ channel: string; thread: string | null }[]> {
  return db.$queryRaw`
    SELECT c.name AS channel, NULL::text AS thread FROM "ChannelRole" r JOIN "Channel" c ON c.key = r."channelKey"
    WHERE r."groupKey" = ${groupKey}
    UNION
    SELECT c.name, t.name FROM "ThreadGrant" g JOIN "Thread" t ON t.key = g."threadKey"
    JOIN "Channel" c ON c.key = t."channelKey" WHERE g."groupKey" = ${groupKey}`;
}

/** The keys of the principals with those ids, and the ids that are nobody's. */
export async function findPrincipalKeys(
  db: Tx,
  spaceId: string,
  ids: string[],
): Promise<{ keys: number[]; missing: string[] }> {
  const rows = await db.$queryRaw<{ key: number; id: string }[]>`
    SELECT p.key, p.id FROM unnest(${ids}::text[]) AS asked(id)
    JOIN "Principal" p ON p."spaceId" = ${spaceId} AND p.id = asked.id`;
  const known = new Set(rows.map(({ id }) => id));
  return { keys: rows.map(({ key }) => key), missing: ids.filter((id) => !known.has(id)) };
}

/** Makes each principal a member of each group. Returns how many memberships are new. */
export async function insertMemberships(tx: Tx, groupKeys: number[], principalKeys: number[]): Promise<number> {
  if (groupKeys.length === 0 || principalKeys.length === 0) return 0;
  return tx.$executeRaw`
    INSERT INTO "Membership" ("groupKey", "principalKey", "principalId")
    SELECT g, p.key, p.id FROM unnest(${groupKeys}::int[]) g
    CROSS JOIN "Principal" p WHERE p.key = ANY(${principalKeys}::int[])
    ON CONFLICT DO NOTHING`;
}

/** Returns how many memberships there were. */
export async function deleteMemberships(tx: Tx, groupKey: number, principalKeys: number[]): Promise<number> {
  if (principalKeys.length === 0) return 0;
  return tx.$executeRaw`
    DELETE FROM "Membership" WHERE "groupKey" = ${groupKey} AND "principalKey" = ANY(${principalKeys}::int[])`;
}

export interface GroupListRow {
  name: string;
  description: string;
  members: number;
  createdAt: Date;
}

/** Groups by name, ascending, after the name `after`, with their members counted up to `membersCountedMax`. */
export async function selectGroups(
  db: Tx,
  input: { spaceId: string; after: string; limit: number; membersCountedMax: number },
): Promise<GroupListRow[]> {
  return db.$queryRaw<GroupListRow[]>`
    SELECT g.name, g.description, g."createdAt", counted.members
    FROM (
      SELECT * FROM "Group" WHERE "spaceId" = ${input.spaceId} AND name > ${input.after} ORDER BY name LIMIT ${input.limit}
    ) g
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS members FROM (
        SELECT 1 FROM "Membership" m WHERE m."groupKey" = g.key LIMIT ${input.membersCountedMax}
      ) some_members
    ) counted
    ORDER BY g.name`;
}
