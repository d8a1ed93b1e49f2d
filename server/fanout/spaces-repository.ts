import type { Db } from "@/server/db";

export interface ActiveSpace {
  id: string;
  accountPublicKey: string;
}

/** The spaces whose messages are to be taken: those with a NATS account that are not archived. */
export async function listActiveSpaces(db: Db): Promise<ActiveSpace[]> {
  const rows = await db.space.findMany({
    where: { accountPublicKey: { not: null }, archivedAt: null },
    select: { id: true, accountPublicKey: true },
  });
  return rows.flatMap(({ id, accountPublicKey }) => (accountPublicKey === null ? [] : [{ id, accountPublicKey }]));
}
