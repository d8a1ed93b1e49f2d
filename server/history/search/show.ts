import { type Place, parseStoredSubject, type StoredMessage, storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { envelopeOfRow } from "@/server/logger";
import type { SpaceConnections } from "@/server/nats";
import { checkPermissions } from "@/server/policy";
import type { OpenSource } from "../open-source";
import { pageBytesMax } from "../page";
import { redactionView, shownMessage } from "../redactions";
import { readLoggerPosition, selectRedactions } from "../repository";
import type { HistoryRow } from "../source";
import { findStreamEnd } from "../stream-end";
import { redactionsInTail } from "../tail-redactions";
import { readRows, type StoredRow } from "./repository";

interface Shown {
  /** Newest first; those in places that turned out to be closed are left out. */
  messages: StoredMessage[];
  /** The sequence of the oldest that was read. */
  last: number | undefined;
  /** Not all were read: together they are too large. */
  isCut: boolean;
}

interface ShowFoundInput {
  spaceId: string;
  principal: string;
  found: readonly { place: Place; row: HistoryRow }[];
  tail: OpenSource["tail"];
}

type Context = ServiceContext & { connections: SpaceConnections };

/** The messages as the principal may see them now: redacted ones without what they said, also where the logger has yet to store the redaction. */
export async function showMessages(
  ctx: Context,
  { spaceId, principal, sequences }: { spaceId: string; principal: string; sequences: readonly number[] },
): Promise<Shown> {
  if (sequences.length === 0) return { messages: [], last: undefined, isCut: false };
  const [rows, position, end] = await Promise.all([
    readRows(ctx.db, { spaceId, sequences, bytesMax: pageBytesMax }),
    readLoggerPosition(ctx.db, spaceId),
    findStreamEnd(ctx, spaceId),
  ]);
  const tail = end && end.sequence > position ? { ...end, after: position } : undefined;
  const found = rows.flatMap((row) => {
    const place = parseStoredSubject(row.subject);
    return place ? [{ place, row: historyRowOf(row) }] : [];
  });
  const messages = await showFound(ctx, { spaceId, principal, found, tail });
  return {
    messages,
    last: rows.length > 0 ? Number(rows.at(-1)?.sequence) : undefined,
    isCut: rows.length < sequences.length,
  };
}

/** Those of the messages whose place the principal can read now, as they may see them. `tail` is what the logger has yet to store. */
export async function showFound(
  ctx: Context,
  { spaceId, principal, found, tail }: ShowFoundInput,
): Promise<StoredMessage[]> {
  const [open, stored] = await Promise.all([
    openSubjects(
      ctx,
      { spaceId, principal },
      found.map(({ place }) => place),
    ),
    selectRedactions(
      ctx.db,
      spaceId,
      found.map(({ row }) => row.sequence),
    ),
  ]);
  const unstored = new Map(
    await Promise.all(
      [...(tail ? open : [])].map(
        async (subject) =>
          [subject, tail && (await redactionsInTail(ctx.connections, { spaceId, subject }, tail))] as const,
      ),
    ),
  );
  return found.flatMap(({ place, row }) => {
    const subject = storedSubject(place);
    if (!open.has(subject)) return [];
    const redaction = stored.get(row.sequence) ?? unstored.get(subject)?.get(row.sequence);
    return [shownMessage(place, row, redaction && redactionView(redaction))];
  });
}

/** The row as pages have it. */
export function historyRowOf({ sequence: at, subject, storedAt, text }: StoredRow): HistoryRow {
  const sequence = Number(at);
  const envelope = envelopeOfRow(JSON.parse(text), { sequence, subject, storedAt });
  return { sequence, storedAt, envelope, bytes: text.length };
}

/** The subjects of those places that a page could be read of right now. */
async function openSubjects(
  ctx: Context,
  { spaceId, principal }: { spaceId: string; principal: string },
  found: readonly Place[],
): Promise<ReadonlySet<string>> {
  const places = new Map(found.map((place) => [storedSubject(place), place]));
  const requests = [...places.values()].map((place) => ({ principal, action: "channel.read" as const, place }));
  if (requests.length === 0) return new Set();
  const decisions = await checkPermissions(ctx, { spaceId, requests });
  return new Set([...places.keys()].filter((_, index) => decisions[index]?.allowed));
}
