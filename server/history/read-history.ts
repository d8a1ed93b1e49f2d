import { type HistoryPage, type HistoryQuery, storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import { readPage } from "./page";
import { type CheckedQuery, checkQuery } from "./query";
import { createPostgresSource, readLoggerPosition } from "./repository";
import { requireRead } from "./require-read";
import { type Source, stack } from "./source";
import { findStreamEnd } from "./stream-end";
import { createStreamSource } from "./stream-source";

export interface ReadHistoryInput {
  spaceId: string;
  /** The principal that wants to read. */
  principal: string;
  query: HistoryQuery;
}

/**
 * A page of one subject with no stored message missing between `from` and `through`, whether the logger keeps up or not:
 * up to its position the page comes from Postgres, beyond from the stream. `through` never exceeds what the stream had
 * given out when the reading began. While NATS is away the claim ends at the logger's position and a page that was not
 * bounded above says `hasNewer`, because what lies beyond is not known.
 *
 * Throws VALIDATION for a query that makes no sense, FORBIDDEN with the reason, UNAVAILABLE when a range is asked for that
 * needs the stream while it does not answer.
 */
export async function readHistory(
  ctx: ServiceContext & { connections: SpaceConnections },
  { spaceId, principal, query }: ReadHistoryInput,
): Promise<HistoryPage> {
  const checked = checkQuery(query);
  const { place, decision } = await requireRead(ctx, { spaceId, principal, place: checked.place });
  const storedSince = sinceWhen(ctx, decision.channel?.retentionMs ?? null);
  const { source, knownTo, isEndKnown } = await openSource(
    ctx,
    { spaceId, subject: storedSubject(place), storedSince },
    checked,
  );
  const { rows, ...claims } = await readPage(source, checked, knownTo);
  return {
    messages: rows.map(({ sequence, storedAt, envelope }) => ({
      place,
      envelope,
      sequence,
      storedAt: storedAt.toISOString(),
    })),
    ...claims,
    hasNewer: claims.hasNewer || (!isEndKnown && query.before === undefined),
  };
}

async function openSource(
  ctx: ServiceContext & { connections: SpaceConnections },
  { spaceId, ...wanted }: { spaceId: string; subject: string; storedSince: Date | undefined },
  query: CheckedQuery,
): Promise<{ source: Source; knownTo: number; isEndKnown: boolean }> {
  const [position, end] = await Promise.all([readLoggerPosition(ctx.db, spaceId), findStreamEnd(ctx, spaceId)]);
  const stored = createPostgresSource(ctx.db, { spaceId, ...wanted, through: position });
  if (end && end.sequence > position) {
    const tail = createStreamSource(end.connection, { ...wanted, after: position, through: end.sequence });
    return { source: stack(stored, tail, position), knownTo: end.sequence, isEndKnown: true };
  }
  if (!end && query.through !== undefined && query.through > position) {
    throw new AppError("UNAVAILABLE", "The newest messages cannot be read right now; try again in a moment.", {
      reason: "stream_unavailable",
    });
  }
  return { source: stored, knownTo: position, isEndKnown: end !== undefined };
}

function sinceWhen({ clock }: ServiceContext, retentionMs: number | null): Date | undefined {
  if (retentionMs === null) return undefined;
  const since = new Date(clock.now().getTime() - retentionMs);
  return Number.isNaN(since.getTime()) || since.getTime() < 0 ? undefined : since;
}
