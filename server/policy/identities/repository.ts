import type { Tx } from "@/server/db";
import type { PlatformRole } from "@/server/kernel";

export interface PrincipalRow {
  key: number;
  id: string;
  kind: "agent" | "person";
  displayName: string;
  userId: string | null;
  createdAt: Date;
  disabledAt: Date | null;
  connections: number;
  lastSeenAt: Date | null;
}

const columns = {
  key: true,
  id: true,
  kind: true,
  displayName: true,
  userId: true,
  createdAt: true,
  disabledAt: true,
  connections: true,
  lastSeenAt: true,
} as const;

/** The platform role of a user who may sign in; `undefined` for unknown and disabled ones. */
export async function findPlatformRole(db: Tx, userId: string): Promise<PlatformRole | undefined> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { platformRole: true, disabledAt: true } });
  return user && user.disabledAt === null ? user.platformRole : undefined;
}

export async function findUser(db: Tx, userId: string) {
  return db.user.findUnique({ where: { id: userId }, select: { email: true, name: true, disabledAt: true } });
}

export async function findPrincipal(db: Tx, spaceId: string, id: string): Promise<PrincipalRow | undefined> {
  return (await db.principal.findUnique({ where: { spaceId_id: { spaceId, id } }, select: columns })) ?? undefined;
}

export async function findPerson(db: Tx, spaceId: string, userId: string): Promise<PrincipalRow | undefined> {
  const where = { spaceId_userId: { spaceId, userId } };
  return (await db.principal.findUnique({ where, select: columns })) ?? undefined;
}

/** Those of `candidates` that are taken in the space. */
export async function findTakenIds(db: Tx, spaceId: string, candidates: string[]): Promise<Set<string>> {
  const rows = await db.principal.findMany({ where: { spaceId, id: { in: candidates } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

export async function insertPrincipal(
  tx: Tx,
  row: { spaceId: string; id: string; kind: "agent" | "person"; displayName: string; userId?: string; createdAt: Date },
): Promise<PrincipalRow> {
  return tx.principal.create({ data: row, select: columns });
}

export async function updatePrincipal(
  tx: Tx,
  key: number,
  data: { displayName?: string; disabledAt?: Date | null },
): Promise<PrincipalRow> {
  return tx.principal.update({ where: { key }, data, select: columns });
}

/** Principals by id, ascending, after the id `after`. */
export async function selectPrincipals(
  db: Tx,
  input: { spaceId: string; kind?: "agent" | "person"; after?: string; limit: number },
): Promise<PrincipalRow[]> {
  return db.principal.findMany({
    where: {
      spaceId: input.spaceId,
      ...(input.kind && { kind: input.kind }),
      ...(input.after !== undefined && { id: { gt: input.after } }),
    },
    orderBy: { id: "asc" },
    take: input.limit,
    select: columns,
  });
}

/** Names of the groups that the principal is in, ascending. */
export async function selectGroupsOf(db: Tx, principalKey: number, limit: number): Promise<string[]> {
  const rows = await db.membership.findMany({
    where: { principalKey },
    orderBy: { group: { name: "asc" } },
    take: limit,
    select: { group: { select: { name: true } } },
  });
  return rows.map(({ group }) => group.name);
}

/** Different keys with a credential that is neither revoked nor expired. */
export async function countLiveCredentials(db: Tx, principalKey: number, now: Date): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT "publicKey")::int AS "count" FROM "Credential"
    WHERE "principalKey" = ${principalKey} AND "revokedAt" IS NULL AND "expiresAt" > ${now}::timestamptz`;
  return rows[0]?.count ?? 0;
}
