import { type Place, type Redaction, redactionType, type StoredMessage, withoutContent } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import type { SpaceConnections } from "@/server/nats";
import type { OpenSource } from "./open-source";
import { selectRedactions } from "./repository";
import type { HistoryRow } from "./source";
import { redactionsInTail } from "./tail-redactions";

/**
 * Which of the rows are redacted, by whom and why. Complete for every redaction up to where the source was known to reach
 * when it was opened: those that the logger has passed are in Postgres, the others in the tail. Ask after reading the rows.
 */
export async function findRedactions(
  ctx: ServiceContext & { connections: SpaceConnections },
  at: { spaceId: string; subject: string },
  rows: readonly HistoryRow[],
  tail: OpenSource["tail"],
): Promise<Map<number, Redaction>> {
  const sequences = rows.filter(({ envelope }) => envelope.type !== redactionType).map(({ sequence }) => sequence);
  if (sequences.length === 0) return new Map();
  const [stored, unstored] = await Promise.all([
    selectRedactions(ctx.db, at.spaceId, sequences),
    tail && redactionsInTail(ctx.connections, at, tail),
  ]);
  const found = new Map<number, Redaction>();
  for (const sequence of sequences) {
    const redaction = stored.get(sequence) ?? unstored?.get(sequence);
    if (redaction) found.set(sequence, redactionView(redaction));
  }
  return found;
}

/** As readers are told of it. */
export function redactionView({ by, reason, at, replacedBy }: Redaction): Redaction {
  return { by, reason, at, ...(replacedBy !== undefined && { replacedBy }) };
}

/** The message as its readers may see it: of a redacted one nothing that it said. */
export function shownMessage(
  place: Place,
  { sequence, storedAt, envelope }: HistoryRow,
  redaction: Redaction | undefined,
): StoredMessage {
  const message = { place, envelope, sequence, storedAt: storedAt.toISOString() };
  return redaction ? { ...message, envelope: withoutContent(envelope), redaction } : message;
}
