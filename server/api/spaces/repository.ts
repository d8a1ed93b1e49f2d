import type { Db } from "@/server/db";

const spacesMax = 200;

/** A space that is not archived, with the user's Person in it where there is one. */
export function findSpaceFor(db: Db, { spaceId, userId }: { spaceId: string; userId: string }) {
  return db.space.findFirst({
    where: { id: spaceId, archivedAt: null },
    select: { id: true, principals: { where: { userId }, select: { id: true, disabledAt: true } } },
  });
}

/** Spaces that are not archived; with `userId` only those where the user has an enabled Person. */
export function listSpacesOf(db: Db, { userId }: { userId?: string }) {
  return db.space.findMany({
    where: { archivedAt: null, ...(userId && { principals: { some: { userId, disabledAt: null } } }) },
    select: { id: true, displayName: true },
    orderBy: [{ displayName: "asc" }, { id: "asc" }],
    take: spacesMax,
  });
}
