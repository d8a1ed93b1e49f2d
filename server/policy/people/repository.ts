import { type Db, type Sql, sql, type Tx } from "@/server/db";
import type { PlatformRole } from "@/server/kernel";
import { patternOf } from "../paging/search";

export interface UserRow {
  id: string;
  email: string;
  name: string;
  platformRole: PlatformRole;
  disabledAt: Date | null;
  hasPassword: boolean;
}

const columns = {
  id: true,
  email: true,
  name: true,
  platformRole: true,
  disabledAt: true,
  passwordHash: true,
} as const;

function userOf({ passwordHash, ...row }: Omit<UserRow, "hasPassword"> & { passwordHash: string | null }): UserRow {
  return { ...row, hasPassword: passwordHash !== null };
}

export async function findUserByEmail(db: Tx, email: string): Promise<UserRow | undefined> {
  const row = await db.user.findUnique({ where: { email }, select: columns });
  return row ? userOf(row) : undefined;
}

export async function findUserById(db: Tx, id: string): Promise<UserRow | undefined> {
  const row = await db.user.findUnique({ where: { id }, select: columns });
  return row ? userOf(row) : undefined;
}

/** Makes the account unless there is one of that e-mail by now; true when it did. */
export async function insertUser(
  tx: Tx,
  row: { email: string; name: string; platformRole: PlatformRole; passwordHash: string; createdAt: Date },
): Promise<boolean> {
  const { count } = await tx.user.createMany({ data: row, skipDuplicates: true });
  return count > 0;
}

export async function updateUser(
  tx: Tx,
  id: string,
  data: { platformRole?: PlatformRole; disabledAt?: Date | null; passwordHash?: string },
): Promise<void> {
  await tx.user.update({ where: { id }, data, select: { id: true } });
}

/**
 * Locks the user and every admin who may sign in until the transaction ends, so that two admins cannot take each other's
 * role away at once. Returns how many of those admins are somebody else.
 */
export async function lockUserAndAdmins(tx: Tx, userId: string): Promise<{ otherAdmins: number }> {
  const rows = await tx.$queryRaw<{ id: string; isAdmin: boolean }[]>`
    SELECT id::text AS "id", ("platformRole" = 'admin' AND "disabledAt" IS NULL) AS "isAdmin" FROM "User"
    WHERE id = ${userId}::uuid OR ("platformRole" = 'admin' AND "disabledAt" IS NULL)
    ORDER BY id FOR NO KEY UPDATE`;
  return { otherAdmins: rows.filter(({ id, isAdmin }) => isAdmin && id !== userId).length };
}

export interface Belonging {
  spaceId: string;
  /** Of the principal that the user is there. */
  id: string;
}

/** Where the user is a person, by space. */
export async function selectBelongings(db: Tx, userId: string): Promise<Belonging[]> {
  return db.principal.findMany({
    where: { userId },
    select: { spaceId: true, id: true },
    orderBy: { spaceId: "asc" },
  });
}

export interface PersonRow extends UserRow {
  createdAt: Date;
  /** Null for admins who have not been in the space. */
  principal: string | null;
  isRemoved: boolean;
  connections: number;
  lastSeenAt: Date | null;
  groups: number;
}

/** The people of the space and the platform's admins, by e-mail after `after`. */
export async function selectPeople(
  db: Db,
  input: { spaceId: string; userId?: string; search?: string; after?: string; limit: number },
): Promise<PersonRow[]> {
  const { spaceId, userId, search, after, limit } = input;
  const pattern = search ? patternOf(search) : null;
  const only: Sql = userId === undefined ? sql`true` : sql`u.id = ${userId}::uuid`;
  return db.$queryRaw<PersonRow[]>`
    WITH here AS MATERIALIZED (
      SELECT key, id, "userId", "disabledAt", connections, "lastSeenAt" FROM "Principal"
      WHERE "spaceId" = ${spaceId} AND "userId" IS NOT NULL
    ), whose AS (
      SELECT "userId" AS id FROM here UNION SELECT id FROM "User" WHERE "platformRole" = 'admin'
    )
    SELECT u.id::text AS "id", u.email, u.name, u."platformRole"::text AS "platformRole", u."disabledAt", u."createdAt",
      u."passwordHash" IS NOT NULL AS "hasPassword", here.id AS "principal",
      here."disabledAt" IS NOT NULL AS "isRemoved", COALESCE(here.connections, 0) AS "connections", here."lastSeenAt",
      (SELECT count(*)::int FROM "Membership" m WHERE m."principalKey" = here.key) AS "groups"
    FROM whose JOIN "User" u ON u.id = whose.id LEFT JOIN here ON here."userId" = u.id
    WHERE ${only} AND (${after ?? null}::text IS NULL OR u.email > ${after ?? null})
      AND (${pattern}::text IS NULL OR u.email ILIKE ${pattern} OR u.name ILIKE ${pattern} OR here.id ILIKE ${pattern})
    ORDER BY u.email LIMIT ${limit}`;
}

/** Takes the person out of all groups and from all roles that are theirs alone. Returns what they were. */
export async function deleteStanding(
  tx: Tx,
  principalKey: number,
): Promise<{ groups: string[]; roles: { channel: string; role: string }[] }> {
  const groups = await tx.$queryRaw<{ name: string }[]>`
    WITH gone AS (DELETE FROM "Membership" WHERE "principalKey" = ${principalKey} RETURNING "groupKey")
    SELECT g.name FROM gone JOIN "Group" g ON g.key = gone."groupKey" ORDER BY g.name`;
  const roles = await tx.$queryRaw<{ channel: string; role: string }[]>`
    WITH gone AS (DELETE FROM "ChannelRole" WHERE "principalKey" = ${principalKey} RETURNING "channelKey", role)
    SELECT c.name AS "channel", gone.role::text AS "role" FROM gone JOIN "Channel" c ON c.key = gone."channelKey" ORDER BY c.name`;
  return { groups: groups.map(({ name }) => name), roles };
}
