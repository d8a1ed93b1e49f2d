import type { Envelope, Redaction } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import type { SpaceConnections } from "@/server/nats";
import { openSource, sinceWhen } from "./open-source";
import { findRedactions } from "./redactions";

/** A message that is kept, as it was sent, and who redacted it. For those who decide what of it may be read; never for readers. */
export interface Standing {
  envelope: Envelope;
  redaction: Redaction | undefined;
}

/**
 * How the message with this sequence stands, whether the logger has stored it and its redaction or not; `undefined` when it is
 * none of that subject or no longer kept. Throws UNAVAILABLE when only the stream knows and does not answer.
 */
export async function readStanding(
  ctx: ServiceContext & { connections: SpaceConnections },
  {
    spaceId,
    subject,
    sequence,
    retentionMs,
  }: { spaceId: string; subject: string; sequence: number; retentionMs: number | null },
): Promise<Standing | undefined> {
  const at = { spaceId, subject };
  const storedSince = sinceWhen(ctx, retentionMs);
  const { source, tail } = await openSource(ctx, { ...at, storedSince, through: sequence });
  const { rows } = await source.forward(sequence - 1, { countMax: 1, bytesMax: 0 });
  const row = rows.find((found) => found.sequence === sequence);
  if (!row) return undefined;
  const redactions = await findRedactions(ctx, at, [row], tail);
  return { envelope: row.envelope, redaction: redactions.get(sequence) };
}
