import type { Tx } from "@/server/db";
import { newId } from "@/server/kernel";

export interface Joined {
  key: number;
  id: string;
}

export interface Left extends Joined {
  joinedAt: Date;
}

/** Makes the principals members. Returns those who were not. */
export async function joinGroup(tx: Tx, groupKey: number, principalKeys: number[], at: Date): Promise<Joined[]> {
  if (principalKeys.length === 0) return [];
  return tx.$queryRaw<Joined[]>`
    INSERT INTO "Membership" ("groupKey", "principalKey", "principalId", "joinedAt")
    SELECT ${groupKey}, p.key, p.id, ${at}::timestamptz FROM "Principal" p WHERE p.key = ANY(${principalKeys}::int[])
    ON CONFLICT DO NOTHING RETURNING "principalKey" AS "key", "principalId" AS "id"`;
}

/** Puts back who had been a member, since when they had been one; those who are gone stay gone. Returns who was none. */
export async function rejoinGroup(tx: Tx, groupKey: number, keys: number[], joinedAt: Date[]): Promise<Joined[]> {
  if (keys.length === 0) return [];
  return tx.$queryRaw<Joined[]>`
    INSERT INTO "Membership" ("groupKey", "principalKey", "principalId", "joinedAt")
    SELECT ${groupKey}, p.key, p.id, was.at
    FROM unnest(${keys}::int[], ${joinedAt}::timestamptz[]) was(key, at) JOIN "Principal" p ON p.key = was.key
    ON CONFLICT DO NOTHING RETURNING "principalKey" AS "key", "principalId" AS "id"`;
}

/** Ends the principals' memberships. Returns those who had one. */
export async function leaveGroup(tx: Tx, groupKey: number, principalKeys: number[]): Promise<Left[]> {
  if (principalKeys.length === 0) return [];
  return tx.$queryRaw<Left[]>`
    DELETE FROM "Membership" WHERE "groupKey" = ${groupKey} AND "principalKey" = ANY(${principalKeys}::int[])
    RETURNING "principalKey" AS "key", "principalId" AS "id", "joinedAt"`;
}

export interface MemberChangeRow {
  id: string;
  groupKey: number;
  group: string | null;
  added: number[];
  removed: number[];
  removedJoinedAt: Date[];
  at: Date;
  undoneAt: Date | null;
}

/** Keeps what a change did. Returns its id. */
export async function insertMemberChange(
  tx: Tx,
  change: { spaceId: string; groupKey: number; at: Date; added: Joined[]; removed: Left[] },
): Promise<string> {
  const { added, removed, ...rest } = change;
  const { id } = await tx.memberChange.create({
    data: {
      ...rest,
      id: newId(),
      added: added.map(({ key }) => key),
      removed: removed.map(({ key }) => key),
      removedJoinedAt: removed.map(({ joinedAt }) => joinedAt),
    },
    select: { id: true },
  });
  return id;
}

/** A change of the space with its group's name, null when the group is gone; `undefined` when there is none of that id. */
export async function findMemberChange(tx: Tx, spaceId: string, id: string): Promise<MemberChangeRow | undefined> {
  const rows = await tx.$queryRaw<MemberChangeRow[]>`
    SELECT c.id::text AS "id", c."groupKey", g.name AS "group", c.at, c.added, c.removed, c."removedJoinedAt", c."undoneAt"
    FROM "MemberChange" c LEFT JOIN "Group" g ON g.key = c."groupKey"
    WHERE c."spaceId" = ${spaceId} AND c.id = ${id}::uuid`;
  return rows[0];
}

export async function markUndone(tx: Tx, id: string, undoneAt: Date): Promise<void> {
  await tx.memberChange.update({ where: { id }, data: { undoneAt }, select: { id: true } });
}

/** Changes that are too old to be undone are forgotten. */
export async function deleteChangesBefore(tx: Tx, spaceId: string, before: Date): Promise<void> {
  await tx.memberChange.deleteMany({ where: { spaceId, at: { lt: before } } });
}
