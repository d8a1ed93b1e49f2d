import { z } from "zod";
import { type Place, parseStoredSubject, type StoredMessage } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { showMessages } from "@/server/history";
import type { SpaceConnections } from "@/server/nats";
import { attendeeOf, openPlaces } from "./attendee";
import { parse, self } from "./input";
import { countMentions } from "./mentions-repository";
import { ensureBaseline, selectChosenLevels } from "./repository";
import { type Sender, selectSenders } from "./senders-repository";
import { countTraffic, selectThreads, type ThreadRow } from "./traffic-repository";

export const ListThreadsInput = z.object({
  ...self,
  /** How many threads the pages before held. */
  cursor: z.int().min(0).max(1_000).default(0),
  limit: z.int().min(1).max(100).default(30),
});
export type ListThreadsInput = z.input<typeof ListThreadsInput>;

/** A thread that the person follows. */
export interface FollowedThread {
  place: Place & { thread: string };
  topic: string;
  state: "Active" | "Paused" | "Archived";
  /** With 100 there may be more. */
  unread: number;
  forMe: number;
  /** The newest message; null when nothing is kept. */
  last: { message: StoredMessage; sender: Sender | null } | null;
}

export interface ThreadsPage {
  threads: FollowedThread[];
  /** Absent on the last page. */
  next?: number;
}

const followedMax = 1_000;
const unreadMax = 100;

/** The threads that the person follows and may read, those with something unread first, then by their newest message. */
export async function listThreads(
  ctx: ServiceContext & { connections: SpaceConnections },
  given: ListThreadsInput,
): Promise<ThreadsPage> {
  const { spaceId, principal, cursor, limit } = parse(ListThreadsInput, given);
  const who = await attendeeOf(ctx, { spaceId, principal });
  const [levels, baseline] = await Promise.all([
    selectChosenLevels(ctx.db, who.key),
    ensureBaseline(ctx.db, spaceId, who.key),
  ]);
  const followed = [...levels].flatMap(([subject, level]) => (level === "following" ? subject : []));
  const places = followed.slice(0, followedMax).flatMap((subject) => parseStoredSubject(subject) ?? []);
  const open = await openPlaces(ctx, who, places);
  const threads = open.flatMap((of) => {
    const place = parseStoredSubject(of.subject);
    return place?.thread === undefined ? [] : { ...of, channel: place.channel, thread: place.thread };
  });
  const [rows, unread, forMe] = await Promise.all([
    selectThreads(ctx.db, spaceId, threads),
    countTraffic(
      ctx.db,
      { ...who, baseline },
      open.map((place) => ({ ...place, max: unreadMax })),
    ),
    countMentions(ctx.db, { principalKey: who.key, spaceId, places: open }),
  ]);
  const isUnread = ({ subject }: ThreadRow) => (unread.get(subject) ?? 0) > 0;
  const ordered = rows.sort((a, b) => Number(isUnread(b)) - Number(isUnread(a)) || timeOf(b) - timeOf(a));
  const page = ordered.slice(cursor, cursor + limit);
  const sequences = page.flatMap(({ lastSequence }) => (lastSequence === null ? [] : Number(lastSequence)));
  const { messages } = await showMessages(ctx, { spaceId, principal, sequences });
  const senders = await selectSenders(ctx.db, spaceId, messages);
  const shown = new Map(
    messages.map((message) => [message.sequence, { message, sender: senders.get(message.envelope.source) ?? null }]),
  );
  return {
    threads: page.flatMap(({ subject, topic, state, lastSequence }) => {
      const place = parseStoredSubject(subject);
      if (place?.thread === undefined) return [];
      return {
        place: { ...place, thread: place.thread },
        ...{ topic, state, unread: unread.get(subject) ?? 0, forMe: forMe.get(subject) ?? 0 },
        last: shown.get(Number(lastSequence)) ?? null,
      };
    }),
    ...(ordered.length > cursor + limit && { next: cursor + limit }),
  };
}

function timeOf({ lastAt }: ThreadRow): number {
  return lastAt?.getTime() ?? 0;
}
