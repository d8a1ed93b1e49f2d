import type { Db } from "@/server/db";

/** What the history knows of the message with this number; `undefined` when it holds none. */
export async function findStoredMessage(
  db: Db,
  spaceId: string,
  sequence: number,
): Promise<{ subject: string; type: string } | undefined> {
  const where = { spaceId_sequence: { spaceId, sequence: BigInt(sequence) } };
  return (await db.message.findUnique({ where, select: { subject: true, type: true } })) ?? undefined;
}
