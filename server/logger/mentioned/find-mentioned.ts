import { type Place, parseStoredSubject, storedSubject } from "@/sdk/protocol";
import type { Db, ServiceContext } from "@/server/db";
import { type Bus, type Logger, systemClock } from "@/server/kernel";
import { checkReading } from "@/server/policy";
import type { MessageRow } from "../stored-form";
import { type Call, type Candidate, selectCandidates, selectWriters } from "./repository";

/** Rows that are stored together with the messages, and whom they concern. */
export interface Mentioned {
  mentions: (Omit<Candidate, "sequence"> & { sequence: number; subject: string; at: string })[];
  follows: { principalKey: number; subject: string }[];
  /** Ids of the people who have something new to look at. */
  principals: string[];
}

interface Options {
  db: Db;
  bus: Bus;
  log: Logger;
  spaceId: string;
}

/**
 * Which people the messages are for: those they name and who can read the place, and those who follow its thread. Agents get
 * theirs in their inboxes. `undefined`, without asking the database, when no message names anybody or is in a thread.
 */
export async function findMentioned(options: Options, rows: readonly MessageRow[]): Promise<Mentioned | undefined> {
  const calls = callsIn(rows);
  if (calls.size === 0) return undefined;
  const { db, spaceId } = options;
  const [found, writers] = await Promise.all([
    selectCandidates(db, spaceId, [...calls.values()]),
    writersIn(options, rows),
  ]);
  const candidates = found.map((candidate) => ({ ...candidate, sequence: Number(candidate.sequence) }));
  const told = await readersAmong(options, oncePerThread(candidates, calls), calls);
  if (told.length === 0 && writers.length === 0) return undefined;
  return {
    mentions: told.flatMap((mention) => {
      const call = calls.get(mention.sequence);
      return call ? { ...mention, subject: call.subject, at: call.at } : [];
    }),
    follows: writers.map(({ principalKey, subject }) => ({ principalKey, subject })),
    principals: [...new Set([...told, ...writers].map(({ principal }) => principal))],
  };
}

/** By sequence. Of a thread's messages that name nobody, each sender's first is enough for those who follow it. */
function callsIn(rows: readonly MessageRow[]): Map<number, Call> {
  const calls = new Map<number, Call>();
  const seen = new Set<string>();
  for (const { sequence, subject, source, storedAt: at, calls: named } of rows) {
    const isThread = isThreadSubject(subject);
    const isFirst = isThread && !seen.has(`${subject} ${source}`);
    seen.add(`${subject} ${source}`);
    if (!named && !isFirst) continue;
    const place = parseStoredSubject(subject);
    if (place) {
      const channel = storedSubject({ channel: place.channel });
      calls.set(sequence, { ...named, ...{ sequence, subject, channel, source, at, isThread } });
    }
  }
  return calls;
}

async function writersIn({ db, spaceId }: Options, rows: readonly MessageRow[]) {
  const written = new Map<string, { subject: string; source: string }>();
  for (const { subject, source } of rows) {
    if (isThreadSubject(subject)) written.set(`${subject} ${source}`, { subject, source });
  }
  return written.size === 0 ? [] : selectWriters(db, spaceId, [...written.values()]);
}

function isThreadSubject(subject: string): boolean {
  return subject.includes(".threads.") || subject.includes(".private.");
}

type Found = Omit<Candidate, "sequence"> & { sequence: number };

/** A thread that somebody follows is told of with the first message that they have not seen. */
function oncePerThread(candidates: readonly Found[], calls: ReadonlyMap<number, Call>): Found[] {
  const told = new Set<string>();
  return candidates.filter(({ kind, isRead, principalKey, sequence }) => {
    if (kind !== "thread") return true;
    const key = `${principalKey} ${calls.get(sequence)?.subject}`;
    if (isRead || told.has(key)) return false;
    told.add(key);
    return true;
  });
}

/** Fanout has asked for those who are mentioned, but not for those who are addressed or follow, and rights may have changed since. */
async function readersAmong(
  { db, bus, log, spaceId }: Options,
  candidates: readonly Found[],
  calls: ReadonlyMap<number, Call>,
): Promise<Found[]> {
  const ctx: ServiceContext = { actor: { kind: "service", name: "logger" }, db, bus, log, clock: systemClock };
  const asked = new Map<string, { principal: string; place: Place }>();
  const keyOf = ({ principal, sequence }: Found) => `${principal} ${calls.get(sequence)?.subject}`;
  for (const candidate of candidates) {
    const place = parseStoredSubject(calls.get(candidate.sequence)?.subject ?? "");
    if (place) asked.set(keyOf(candidate), { principal: candidate.principal, place });
  }
  const decisions = await checkReading(ctx, { spaceId, asked: [...asked.values()] });
  const readable = new Set([...asked.keys()].filter((_, index) => decisions[index]?.allowed));
  return candidates.filter((candidate) => readable.has(keyOf(candidate)));
}
