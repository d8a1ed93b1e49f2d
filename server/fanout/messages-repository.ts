import type { Db } from "@/server/db";

/** What of a message tells whether it may be redacted. */
export interface StoredTarget {
  subject: string;
  type: string;
  source: string;
}

/** What the history knows of the message with this number; `undefined` when it holds none. */
export async function findStoredMessage(db: Db, spaceId: string, sequence: number): Promise<StoredTarget | undefined> {
  const where = { spaceId_sequence: { spaceId, sequence: BigInt(sequence) } };
  return (await db.message.findUnique({ where, select: { subject: true, type: true, source: true } })) ?? undefined;
}

/** Whether its content has been taken away, as far as the logger has stored it. */
export async function isRedacted(db: Db, spaceId: string, sequence: number): Promise<boolean> {
  const where = { spaceId_sequence: { spaceId, sequence: BigInt(sequence) } };
  return (await db.redaction.findUnique({ where, select: { sequence: true } })) !== null;
}
