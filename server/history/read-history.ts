import { type HistoryPage, type HistoryQuery, storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import type { SpaceConnections } from "@/server/nats";
import { openSource, sinceWhen } from "./open-source";
import { readPage } from "./page";
import { checkQuery } from "./query";
import { findRedactions, shownMessage } from "./redactions";
import { findRemoved } from "./removed";
import { requireRead } from "./require-read";
import { sequenceBefore } from "./since";

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
 * bounded above says `hasNewer`, because what lies beyond is not known. Of a redacted message nothing is shown that it said;
 * what was removed for good is told by its range.
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
  const at = { spaceId, subject: storedSubject(place) };
  const storedSince = sinceWhen(ctx, decision.channel?.retentionMs ?? null);
  const opened = await openSource(ctx, { ...at, storedSince, through: checked.through });
  const after = checked.since ? await sequenceBefore(ctx.db, spaceId, new Date(checked.since), opened) : checked.after;
  const page = await readPage(opened.source, { ...checked, after }, opened.knownTo);
  const { rows, ...claims } = page;
  const [redactions, removed] = await Promise.all([
    findRedactions(ctx, at, rows, opened.tail),
    findRemoved(ctx.db, { ...at, storedSince }, page),
  ]);
  return {
    messages: rows.map((row) => shownMessage(place, row, redactions.get(row.sequence))),
    ...claims,
    hasNewer: claims.hasNewer || (!opened.isEndKnown && query.before === undefined),
    ...(removed.length > 0 && { removed }),
  };
}
