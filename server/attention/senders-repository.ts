import type { StoredMessage } from "@/sdk/protocol";
import type { Db } from "@/server/db";

/** Who wrote a message. */
export interface Sender {
  displayName: string;
  kind: "agent" | "person";
}

/** The senders of messages that somebody may read, by id; who is no longer there is missing. */
export async function selectSenders(
  db: Db,
  spaceId: string,
  messages: readonly StoredMessage[],
): Promise<Map<string, Sender>> {
  const ids = [...new Set(messages.map(({ envelope }) => envelope.source))];
  if (ids.length === 0) return new Map();
  const where = { spaceId, id: { in: ids } };
  const rows = await db.principal.findMany({ where, select: { id: true, displayName: true, kind: true } });
  return new Map(rows.map(({ id, displayName, kind }) => [id, { displayName, kind }]));
}
