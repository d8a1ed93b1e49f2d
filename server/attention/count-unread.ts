import { z } from "zod";
import { type Place, parseStoredSubject, storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { type ChannelView, listReadableChannels } from "@/server/policy";
import { type Attendee, attendeeOf, openPlaces, sinceWhen } from "./attendee";
import { parse, self } from "./input";
import { countMentions, selectUnreadSubjects } from "./mentions-repository";
import { ensureBaseline, selectChosenLevels } from "./repository";
import { type CountedPlace, countTraffic } from "./traffic-repository";
import type { Level, OpenPlace } from "./types";

const CountUnreadInput = z.object(self);

/** What there is to say of one place. */
export interface PlaceAttention {
  /** Stored subject. */
  subject: string;
  /** Unread messages; with 100 there may be more. Of a thread that is not followed 1 stands for any number. Nothing of what is muted. */
  unread: number;
  /** How many of its unread messages are for the person. */
  forMe: number;
  level: Level;
}

export interface UnreadCounts {
  /** Unread messages that are for the person: those that name or address them, and each followed thread with something new once. */
  forMe: number;
  /** Followed threads with something unread. */
  threads: number;
  /** The places with something unread, and those that are followed or muted. */
  places: PlaceAttention[];
}

const unreadMax = 100;
const threadsPerChannel = 50;

/**
 * What is unread, in two: what is for the person, and traffic. Everything in it may be read by them at this moment. Who was never
 * here before begins with nothing unread.
 */
export async function countUnread(ctx: ServiceContext, given: z.input<typeof CountUnreadInput>): Promise<UnreadCounts> {
  const { spaceId, principal } = parse(CountUnreadInput, given);
  const who = await attendeeOf(ctx, { spaceId, principal });
  const [readable, levels, unreadSubjects, baseline] = await Promise.all([
    listReadableChannels(ctx, { spaceId, principalId: principal, threadsPerChannel }),
    selectChosenLevels(ctx.db, who.key),
    selectUnreadSubjects(ctx.db, who.key),
    ensureBaseline(ctx.db, spaceId, who.key),
  ]);
  const listed = readable.channels.flatMap((channel) => placesOf(ctx, channel));
  const open = new Map(listed.map((place) => [place.subject, place]));
  for (const place of await unlisted(ctx, who, [...levels.keys(), ...unreadSubjects], open)) {
    open.set(place.subject, place);
  }
  const places = [...open.values()];
  const levelOf = (subject: string) => levels.get(subject) ?? "default";
  const [mentions, traffic] = await Promise.all([
    countMentions(ctx.db, {
      principalKey: who.key,
      spaceId,
      places: unreadSubjects.flatMap((of) => open.get(of) ?? []),
    }),
    countTraffic(
      ctx.db,
      { ...who, baseline },
      places.flatMap((place) => counted(place, levelOf)),
    ),
  ]);
  const told = places.map(
    ({ subject }): PlaceAttention => ({
      subject,
      unread: traffic.get(subject) ?? 0,
      forMe: mentions.get(subject) ?? 0,
      level: levelOf(subject),
    }),
  );
  return {
    forMe: [...mentions.values()].reduce((sum, count) => sum + count, 0),
    threads: told.filter(({ level, unread }) => level === "following" && unread > 0).length,
    places: told.filter(({ unread, forMe, level }) => unread > 0 || forMe > 0 || level !== "default"),
  };
}

function placesOf(ctx: ServiceContext, { name, canRead, threads, retentionMs }: ChannelView): OpenPlace[] {
  const since = sinceWhen(ctx, retentionMs);
  const inherited = threads.map(({ name: thread, isPrivate }): Place => ({ channel: name, thread, isPrivate }));
  const places: Place[] = canRead ? [{ channel: name }, ...inherited] : inherited;
  return places.map((place) => ({ subject: storedSubject(place), since }));
}

/** Those of the subjects that the list of channels leaves out, such as old threads, and that may be read all the same. */
async function unlisted(
  ctx: ServiceContext,
  who: Attendee,
  subjects: readonly string[],
  listed: ReadonlyMap<string, OpenPlace>,
): Promise<OpenPlace[]> {
  const missing = [...new Set(subjects)].filter((subject) => !listed.has(subject));
  return openPlaces(
    ctx,
    who,
    missing.flatMap((subject) => parseStoredSubject(subject) ?? []),
  );
}

/** How far the place is counted; what is muted is not. A thread is as muted as its channel unless it is followed. */
function counted(place: OpenPlace, levelOf: (subject: string) => Level): CountedPlace[] {
  const level = levelOf(place.subject);
  const at = parseStoredSubject(place.subject);
  if (!at) return [];
  const around = at.thread === undefined ? level : levelOf(storedSubject({ channel: at.channel }));
  if (level === "muted" || (level === "default" && around === "muted")) return [];
  return [{ ...place, max: at.thread === undefined || level === "following" ? unreadMax : 1 }];
}
