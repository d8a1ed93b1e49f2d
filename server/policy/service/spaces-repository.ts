import type { Db } from "@/server/db";

/** The spaces in which the policy can be asked: those with a NATS account that are not archived. */
export async function listServedSpaces(db: Db): Promise<string[]> {
  const where = { accountPublicKey: { not: null }, archivedAt: null };
  return (await db.space.findMany({ where, select: { id: true } })).map(({ id }) => id);
}
