import { z } from "zod";
import { parseStoredSubject, type StoredMessage } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { showMessages } from "@/server/history";
import type { SpaceConnections } from "@/server/nats";
import { type Attendee, attendeeOf, openPlaces } from "./attendee";
import { parse, self } from "./input";
import { type MentionRow, selectMentions } from "./mentions-repository";
import { type Sender, selectSenders } from "./senders-repository";
import type { MentionKind, OpenPlace } from "./types";

export const ListForMeInput = z.object({
  ...self,
  /** The `next` of the page before. */
  cursor: z
    .string()
    .regex(/^(unread|read):\d{1,15}$/, "the `next` of an earlier page")
    .optional(),
  limit: z.int().min(1).max(100).default(30),
});
export type ListForMeInput = z.input<typeof ListForMeInput>;

/** A message that is for the person. */
export interface ForMeItem {
  message: StoredMessage;
  /** Null for somebody who is no longer there. */
  sender: Sender | null;
  kind: MentionKind;
  isRead: boolean;
}

export interface ForMePage {
  items: ForMeItem[];
  /** Absent on the last page. A page may hold fewer than were asked for while there is a next one. */
  next?: string;
}

const roundsMax = 5;

interface Position {
  isRead: boolean;
  before: number;
}

/**
 * What is for the person, unread first, then what they have read, each the newest first. What they may no longer read has left it,
 * and of a redacted message nothing is shown that it said.
 */
export async function listForMe(
  ctx: ServiceContext & { connections: SpaceConnections },
  given: ListForMeInput,
): Promise<ForMePage> {
  const { spaceId, principal, cursor, limit } = parse(ListForMeInput, given);
  const who = await attendeeOf(ctx, { spaceId, principal });
  const open = new Map<string, OpenPlace | undefined>();
  const items: ForMeItem[] = [];
  let position: Position | undefined = positionOf(cursor);
  for (let round = 0; position && items.length < limit && round < roundsMax; round += 1) {
    const { isRead, before }: Position = position;
    const wanted = limit - items.length;
    const rows = await selectMentions(ctx.db, { principalKey: who.key, isRead, before, limit: wanted });
    await learnOpen(ctx, who, rows, open);
    const shown = rows.filter(({ subject, at }) => isShown(open.get(subject), at));
    items.push(...(await itemsOf(ctx, who, shown, isRead)));
    const last = rows.at(-1);
    if (last && rows.length === wanted) position = { isRead, before: last.sequence };
    else position = isRead ? undefined : { isRead: true, before: Number.MAX_SAFE_INTEGER };
  }
  return { items, ...(position && { next: `${position.isRead ? "read" : "unread"}:${position.before}` }) };
}

function positionOf(cursor: string | undefined): Position {
  const [phase, before] = cursor?.split(":") ?? [];
  return { isRead: phase === "read", before: before === undefined ? Number.MAX_SAFE_INTEGER : Number(before) };
}

async function learnOpen(
  ctx: ServiceContext,
  who: Attendee,
  rows: readonly MentionRow[],
  open: Map<string, OpenPlace | undefined>,
): Promise<void> {
  const unknown = [...new Set(rows.map(({ subject }) => subject))].filter((subject) => !open.has(subject));
  for (const subject of unknown) open.set(subject, undefined);
  const places = unknown.flatMap((subject) => parseStoredSubject(subject) ?? []);
  for (const place of await openPlaces(ctx, who, places)) open.set(place.subject, place);
}

function isShown(place: OpenPlace | undefined, at: Date): boolean {
  return place !== undefined && (place.since === null || at >= place.since);
}

async function itemsOf(
  ctx: ServiceContext & { connections: SpaceConnections },
  { spaceId, id }: Attendee,
  rows: readonly MentionRow[],
  isRead: boolean,
): Promise<ForMeItem[]> {
  const sequences = rows.map(({ sequence }) => sequence);
  const { messages } = await showMessages(ctx, { spaceId, principal: id, sequences });
  const senders = await selectSenders(ctx.db, spaceId, messages);
  const found = new Map(messages.map((message) => [message.sequence, message]));
  return rows.flatMap(({ sequence, kind }) => {
    const message = found.get(sequence);
    return message ? { message, sender: senders.get(message.envelope.source) ?? null, kind, isRead } : [];
  });
}
