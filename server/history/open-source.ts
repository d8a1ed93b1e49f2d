import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import { createPostgresSource, readLoggerPosition } from "./repository";
import { type Source, stack } from "./source";
import { findStreamEnd, type StreamEnd } from "./stream-end";
import { createStreamSource } from "./stream-source";

export interface OpenSource {
  source: Source;
  /** The highest sequence that the source was known to hold when it was opened. */
  knownTo: number;
  /** False while NATS is away: what lies beyond `knownTo` is not known. */
  isEndKnown: boolean;
  /** What the logger has not stored yet, above `after`; absent when that is nothing, or cannot be known. */
  tail: (StreamEnd & { after: number }) | undefined;
}

export interface SourceWanted {
  spaceId: string;
  subject: string;
  /** Only what was stored since; its channel keeps nothing older. */
  storedSince: Date | undefined;
  /** What the reading has to reach; throws UNAVAILABLE when that needs the stream while it does not answer. */
  through: number | undefined;
}

/** One subject's messages: from Postgres as far as the logger has come, beyond from the stream. */
export async function openSource(
  ctx: ServiceContext & { connections: SpaceConnections },
  { spaceId, through, ...wanted }: SourceWanted,
): Promise<OpenSource> {
  const [position, end] = await Promise.all([readLoggerPosition(ctx.db, spaceId), findStreamEnd(ctx, spaceId)]);
  const stored = createPostgresSource(ctx.db, { spaceId, ...wanted, through: position });
  if (end && end.sequence > position) {
    const above = createStreamSource(end.connection, { ...wanted, after: position, through: end.sequence });
    const tail = { ...end, after: position };
    return { source: stack(stored, above, position), knownTo: end.sequence, isEndKnown: true, tail };
  }
  if (!end && through !== undefined && through > position) {
    throw new AppError("UNAVAILABLE", "The newest messages cannot be read right now; try again in a moment.", {
      reason: "stream_unavailable",
    });
  }
  return { source: stored, knownTo: position, isEndKnown: end !== undefined, tail: undefined };
}

/** The time since when a channel keeps its messages; `undefined`: for ever. */
export function sinceWhen({ clock }: ServiceContext, retentionMs: number | null): Date | undefined {
  if (retentionMs === null) return undefined;
  const since = new Date(clock.now().getTime() - retentionMs);
  return Number.isNaN(since.getTime()) || since.getTime() < 0 ? undefined : since;
}
