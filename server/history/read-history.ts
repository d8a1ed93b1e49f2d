import { type HistoryPage, type HistoryQuery, storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import type { SpaceConnections } from "@/server/nats";
import { openSource, sinceWhen } from "./open-source";
import { readPage } from "./page";
import { checkQuery } from "./query";
import { findRedactions, shownMessage } from "./redactions";
import { requireRead } from "./require-read";

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
 * bounded above says `hasNewer`, because what lies beyond is not known. Of a redacted message nothing is shown that it said.
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
  const { rows, ...claims } = await readPage(opened.source, checked, opened.knownTo);
  const redactions = await findRedactions(ctx, at, rows, opened.tail);
  return {
    messages: rows.map((row) => shownMessage(place, row, redactions.get(row.sequence))),
    ...claims,
    hasNewer: claims.hasNewer || (!opened.isEndKnown && query.before === undefined),
  };
}
