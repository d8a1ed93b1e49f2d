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

export async function readDescription(db: Tx, key: number): Promise<string> {
  return (await db.group.findUniqueOrThrow({ where: { key }, select: { description: true } })).description;
}

/** What the audit log keeps of a group that is deleted, beside the places it opened. */
export async function readGroupRecord(db: Tx, key: number): Promise<{ description: string; members: number }> {
  const select = { description: true, memberCount: true };
  const { description, memberCount: members } = await db.group.findUniqueOrThrow({ where: { key }, select });
  return { description, members };
}

export async function updateGroupRow(tx: Tx, key: number, data: { name: string; description: string }): Promise<void> {
  await tx.group.update({ where: { key }, data, select: { key: true } });
}

/** Channels and threads whose resources name the group, as people write them. */
export async function selectResourcesNaming(db: Tx, groupKey: number, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT '#' || c.name AS "name" FROM "ChannelRole" r JOIN "Channel" c ON c.key = r."channelKey"
    WHERE r."groupKey" = ${groupKey} AND r.origin = 'resource'
    UNION
    SELECT '#' || c.name || '/' || t.name FROM "ThreadGrant" g JOIN "Thread" t ON t.key = g."threadKey"
    JOIN "Channel" c ON c.key = t."channelKey" WHERE g."groupKey" = ${groupKey} AND t."resourceUid" IS NOT NULL
    ORDER BY 1 LIMIT ${limit}`;
  return rows.map(({ name }) => name);
}

/** Removes the group with whatever memberships, roles, blocks and thread grants it has. */
export async function deleteGroupRow(tx: Tx, key: number): Promise<void> {
  await tx.group.delete({ where: { key } });
}

/** The group opens nothing to its members any more, nor keeps them from anything. */
export async function detachGroup(tx: Tx, groupKey: number): Promise<void> {
  await tx.channelRole.deleteMany({ where: { groupKey } });
  await tx.threadGrant.deleteMany({ where: { groupKey } });
  await tx.block.deleteMany({ where: { groupKey } });
}

/** Removes up to `limit` memberships of the group. Returns how many there were. */
export async function deleteSomeMemberships(db: Tx, groupKey: number, limit: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "Membership" WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM "Membership" WHERE "groupKey" = ${groupKey} LIMIT ${limit} FOR UPDATE
    ))`;
}

export interface OpenedPlace {
  channel: string;
  thread: string | null;
}

/** The places that the group opens to its members. */
export async function selectPlacesOfGroup(db: Tx, groupKey: number): Promise<OpenedPlace[]> {
  return db.$queryRaw`
    SELECT c.name AS channel, NULL::text AS thread FROM "ChannelRole" r JOIN "Channel" c ON c.key = r."channelKey"
    WHERE r."groupKey" = ${groupKey}
    UNION
    SELECT c.name, t.name FROM "ThreadGrant" g JOIN "Thread" t ON t.key = g."threadKey"
    JOIN "Channel" c ON c.key = t."channelKey" WHERE g."groupKey" = ${groupKey}`;
}

/** How many members the group has. */
export async function countMembers(db: Tx, groupKey: number): Promise<number> {
  const group = await db.group.findUnique({ where: { key: groupKey }, select: { memberCount: true } });
  return group?.memberCount ?? 0;
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

/** The first names of the space's groups, in their order. */
export async function selectGroupNames(db: Tx, spaceId: string, limit: number): Promise<string[]> {
  const rows = await db.group.findMany({
    where: { spaceId },
    orderBy: { name: "asc" },
    take: limit,
    select: { name: true },
  });
  return rows.map(({ name }) => name);
}
