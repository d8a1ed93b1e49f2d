import type { Tx } from "@/server/db";
import type { Role } from "../types";

/** A role on a channel by an owner's or admin's word. Exactly one of the keys is there. */
export interface HeldRole {
  groupKey?: number;
  principalKey?: number;
  role: Role | null;
}

/** The keys of the groups and principals of the space that there are, by name and id. */
export async function resolveHolders(
  db: Tx,
  spaceId: string,
  { groups, principals }: { groups: string[]; principals: string[] },
): Promise<{ groups: Map<string, number>; principals: Map<string, number> }> {
  const groupRows = await db.group.findMany({
    where: { spaceId, name: { in: groups } },
    select: { key: true, name: true },
  });
  const principalRows = await db.principal.findMany({
    where: { spaceId, id: { in: principals } },
    select: { key: true, id: true },
  });
  return {
    groups: new Map(groupRows.map(({ name, key }) => [name, key])),
    principals: new Map(principalRows.map(({ id, key }) => [id, key])),
  };
}

/** What those holders hold on the channel; who holds nothing is left out. */
export async function selectAdminRoles(db: Tx, channelKey: number, holders: HeldRole[]): Promise<HeldRole[]> {
  const rows = await db.channelRole.findMany({
    where: whereHeld(channelKey, holders),
    select: { groupKey: true, principalKey: true, role: true },
  });
  return rows.map(({ groupKey, principalKey, role }) => ({
    ...(groupKey !== null && { groupKey }),
    ...(principalKey !== null && { principalKey }),
    role,
  }));
}

export async function deleteAdminRoles(tx: Tx, channelKey: number, holders: HeldRole[]): Promise<void> {
  if (holders.length > 0) await tx.channelRole.deleteMany({ where: whereHeld(channelKey, holders) });
}

export async function insertAdminRoles(tx: Tx, channelKey: number, holders: HeldRole[]): Promise<void> {
  const data = holders.flatMap(({ groupKey, principalKey, role }) =>
    role === null ? [] : { channelKey, groupKey, principalKey, role, origin: "admin" as const },
  );
  if (data.length > 0) await tx.channelRole.createMany({ data });
}

function whereHeld(channelKey: number, holders: HeldRole[]) {
  const groupKeys = holders.flatMap(({ groupKey }) => groupKey ?? []);
  const principalKeys = holders.flatMap(({ principalKey }) => principalKey ?? []);
  const either = [{ groupKey: { in: groupKeys } }, { principalKey: { in: principalKeys } }];
  return { channelKey, origin: "admin" as const, OR: either };
}

export interface AuthRow {
  group: string | null;
  members: number | null;
  principal: string | null;
  role: Role;
  origin: "resource" | "admin";
}

/** Who holds which role on the channel: groups by name, then principals by id. */
export async function selectAuth(db: Tx, channelKey: number, limit: number): Promise<AuthRow[]> {
  return db.$queryRaw<AuthRow[]>`
    SELECT g.name AS "group", g."memberCount" AS "members", p.id AS "principal", r.role::text AS "role",
      r.origin::text AS "origin"
    FROM "ChannelRole" r
    LEFT JOIN "Group" g ON g.key = r."groupKey"
    LEFT JOIN "Principal" p ON p.key = r."principalKey"
    WHERE r."channelKey" = ${channelKey}
    ORDER BY g.name, p.id, r.role, r.origin LIMIT ${limit}`;
}
