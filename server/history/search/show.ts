import { type Place, parseStoredSubject, type StoredMessage, storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { envelopeOfRow } from "@/server/logger";
import type { SpaceConnections } from "@/server/nats";
import { checkPermissions } from "@/server/policy";
import { pageBytesMax } from "../page";
import { findRedactions, shownMessage } from "../redactions";
import { readLoggerPosition } from "../repository";
import type { HistoryRow } from "../source";
import { findStreamEnd } from "../stream-end";
import { readRows } from "./repository";

interface Shown {
  /** Newest first; those in places that turned out to be closed are left out. */
  messages: StoredMessage[];
  /** The sequence of the oldest that was read. */
  last: number | undefined;
  /** Not all were read: together they are too large. */
  isCut: boolean;
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
  const bySubject = new Map<string, HistoryRow[]>();
  for (const { sequence: at, subject, storedAt, text } of rows) {
    const sequence = Number(at);
    const envelope = envelopeOfRow(JSON.parse(text), { sequence, subject, storedAt });
    const row = { sequence, storedAt, envelope, bytes: text.length };
    const others = bySubject.get(subject);
    if (others) others.push(row);
    else bySubject.set(subject, [row]);
  }
  const open = await openPlaces(ctx, { spaceId, principal }, [...bySubject.keys()]);
  const shown = await Promise.all(
    open.map(async (place) => {
      const subject = storedSubject(place);
      const found = bySubject.get(subject) ?? [];
      const redactions = await findRedactions(ctx, { spaceId, subject }, found, tail);
      return found.map((row) => shownMessage(place, row, redactions.get(row.sequence)));
    }),
  );
  return {
    messages: shown.flat().sort((one, other) => other.sequence - one.sequence),
    last: rows.length > 0 ? Number(rows.at(-1)?.sequence) : undefined,
    isCut: rows.length < sequences.length,
  };
}

/** Those of the places that a page could be read of right now. */
async function openPlaces(
  ctx: Context,
  { spaceId, principal }: { spaceId: string; principal: string },
  subjects: readonly string[],
): Promise<Place[]> {
  const places = subjects.flatMap((subject) => parseStoredSubject(subject) ?? []);
  const requests = places.map((place) => ({ principal, action: "channel.read" as const, place }));
  if (requests.length === 0) return [];
  const decisions = await checkPermissions(ctx, { spaceId, requests });
  return places.filter((_, index) => decisions[index]?.allowed);
}
