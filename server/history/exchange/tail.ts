import { type Envelope, storedWildcard } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { envelopeOf, readStream } from "@/server/logger";
import type { SpaceConnections } from "@/server/nats";
import { readLoggerPosition } from "../repository";
import { findStreamEnd, type StreamEnd } from "../stream-end";
import { isPart, type Trace, traceOf } from "./trace";

const countMax = 5_000;
const bytesMax = 16 * 1_048_576;

export type TailTrace = Trace & { envelope: Envelope; bytes: number };

export interface Tail {
  /** What the logger has not stored yet, oldest first. */
  traces: TailTrace[];
  /** Absent when the logger has stored everything, or the stream does not answer. */
  end: (StreamEnd & { after: number }) | undefined;
  /** Nothing is missing between the traces and the end of the stream. */
  isWhole: boolean;
}

/** The end of the space's stream, as far as one answer can hold it. */
export async function readTail(
  ctx: ServiceContext & { connections: SpaceConnections },
  spaceId: string,
): Promise<Tail> {
  const [position, end] = await Promise.all([readLoggerPosition(ctx.db, spaceId), findStreamEnd(ctx, spaceId)]);
  if (!end || end.sequence <= position) return { traces: [], end: undefined, isWhole: end !== undefined };
  const range = { subject: storedWildcard, after: position, through: end.sequence, countMax, bytesMax };
  const { entries, isComplete } = await readStream(end.connection, range);
  const traces = entries.map((entry) => {
    const { sequence, subject, storedAt, data } = entry;
    const envelope = envelopeOf(entry);
    const { id, type, correlationId = null, causationId = null } = envelope;
    const trace = traceOf({ sequence, subject, storedAt, id, type, correlationId, causationId });
    return { ...trace, envelope, bytes: data.length };
  });
  return { traces: traces.filter(isPart), end: { ...end, after: position }, isWhole: isComplete };
}
