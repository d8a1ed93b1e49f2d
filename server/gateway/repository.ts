import type { Db } from "@/server/db";

/** Any space that has a NATS account; undefined when there is none yet. */
export async function findAnySpace(db: Db): Promise<string | undefined> {
  const space = await db.space.findFirst({
    where: { accountPublicKey: { not: null }, archivedAt: null },
    select: { id: true },
  });
  return space?.id;
}
