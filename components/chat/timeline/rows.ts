import type { Envelope, Place, Redaction, RemovedRange } from "@/sdk/protocol";
import { isReply } from "../reply/is-reply";
import { type Fold, type Folds, foldsOf } from "./folds";
import type { OutboxEntry } from "./outbox";
import { isRedaction } from "./redactions";
import type { Segment, TimelineMessage } from "./segments";
import type { LiveStream } from "./streams";

/** One message on screen. Everything in it depends on the message and the one before it only, so what is drawn never changes when older pages arrive. */
export interface TimelineRow {
  /** Stays the same from "sending" to stored. */
  key: string;
  envelope: Envelope;
  /** RFC 3339: when it was stored, else when it was sent. */
  at: string;
  /** Absent until stored, and on channels that keep nothing. */
  sequence?: number;
  /** Its position in the timeline, for anchors; `Infinity` for what is not stored yet. */
  position: number;
  /** The first message of a day in the reader's time zone. */
  isDayStart: boolean;
  /** Shows its sender. */
  isGroupStart: boolean;
  /** It answers another message: the one above it, or one elsewhere. */
  answers?: "above" | "elsewhere";
  /** Who took its content away, and why. */
  redaction?: Redaction;
  /** Where it is stored; absent for what is not stored yet. */
  place?: Place;
  outbox?: OutboxEntry;
  /** A text that is still being written: it is stored once it is whole. */
  stream?: LiveStream;
  /** Messages between the row before and this one that are gone for good. */
  hole?: RemovedRange;
  /** Later messages that belong to this one, such as the result of its call; those that are folded have no row of their own. */
  folds?: readonly Fold[];
  /** The earlier message that this one belongs to, where it has a row of its own all the same. */
  head?: TimelineMessage;
}

type Waiting = OutboxEntry | LiveStream;

const groupGapMs = 5 * 60_000;
const cache = new WeakMap<TimelineMessage, { before: TimelineRow | undefined; row: TimelineRow }>();
const streamCache = new WeakMap<LiveStream, { before: TimelineRow | undefined; row: TimelineRow }>();
const stands = (message: TimelineMessage) => cache.has(message);

/**
 * The rows of a segment and of what this reader is sending. Redactions have none: they show in what they redact.
 * While older messages exist the oldest one held is not drawn: it only tells whether the next one starts a day or a group.
 */
export function rowsOf(
  segment: Segment,
  outbox: readonly OutboxEntry[],
  streams: readonly LiveStream[] = [],
): TimelineRow[] {
  const rows: TimelineRow[] = [];
  const keys = new Set<string>();
  const first = segment.hasOlder ? (segment.messages[0]?.sequence ?? 0) : 0;
  const waiting = waitingFrom(first, outbox, streams);
  const folds = foldsOf(segment.hasOlder ? withoutFirst(segment.messages) : segment.messages, stands);
  let before: TimelineRow | undefined;
  for (const message of segment.messages) {
    while (waiting[0] && waiting[0].after < message.sequence) before = pushWaiting(rows, keys, waiting.shift(), before);
    if (isRedaction(message) || folds.isFolded(message)) continue;
    const row = storedRow(message, before, keys, folds);
    keys.add(row.key);
    rows.push(row);
    before = row;
  }
  if (segment.hasOlder) rows.shift();
  while (waiting[0]) before = pushWaiting(rows, keys, waiting.shift(), before);
  return rows;
}

/** What is not drawn has no card that others could be in. */
function withoutFirst(messages: readonly TimelineMessage[]): readonly TimelineMessage[] {
  return messages.slice(messages.findIndex((message) => !isRedaction(message)) + 1);
}

function storedRow(
  message: TimelineMessage,
  before: TimelineRow | undefined,
  keys: ReadonlySet<string>,
  folds: Folds,
): TimelineRow {
  const cached = cache.get(message);
  const [own, head] = [folds.of(message), folds.headOf(message)];
  const isSame = cached?.before === before && cached?.row.head === head && isSameFolds(cached?.row.folds, own);
  if (cached && isSame && !keys.has(cached.row.key)) return cached.row;
  const { envelope, sequence } = message;
  const row = place(before, {
    key: keys.has(envelope.id) ? `${envelope.id}:${sequence}` : envelope.id,
    envelope,
    at: message.storedAt ?? envelope.timestamp,
    sequence: Number.isInteger(sequence) ? sequence : undefined,
    position: sequence,
    place: message.place,
    ...(message.redaction && { redaction: message.redaction }),
    ...(own.length > 0 && { folds: own }),
    ...(head && { head }),
  });
  cache.set(message, { before, row });
  return row;
}

/** What is not stored, in the order it is shown: what is being written above what this reader is sending. */
function waitingFrom(first: number, outbox: readonly OutboxEntry[], streams: readonly LiveStream[]): Waiting[] {
  const all: Waiting[] = streams.length === 0 ? [...outbox] : [...streams, ...outbox];
  return all.filter((entry) => entry.after >= first).sort((a, b) => (a.after === b.after ? 0 : a.after - b.after));
}

function pushWaiting(
  rows: TimelineRow[],
  keys: Set<string>,
  entry: Waiting | undefined,
  before: TimelineRow | undefined,
): TimelineRow | undefined {
  if (!entry || keys.has(entry.envelope.id)) return before;
  const row = "draft" in entry ? outboxRow(entry, before) : streamRow(entry, before);
  rows.push(row);
  keys.add(row.key);
  return row;
}

function outboxRow(entry: OutboxEntry, before: TimelineRow | undefined): TimelineRow {
  const { envelope } = entry;
  return place(before, { key: envelope.id, envelope, at: envelope.timestamp, position: Infinity, outbox: entry });
}

function streamRow(stream: LiveStream, before: TimelineRow | undefined): TimelineRow {
  const cached = streamCache.get(stream);
  if (cached && cached.before === before) return cached.row;
  const { envelope, place: at } = stream;
  const more = { position: Infinity, place: at, stream };
  const row = place(before, { key: envelope.id, envelope, at: envelope.timestamp, ...more });
  streamCache.set(stream, { before, row });
  return row;
}

function place(before: TimelineRow | undefined, row: Omit<TimelineRow, "isDayStart" | "isGroupStart">): TimelineRow {
  const isDayStart = !before || dayOf(before.at) !== dayOf(row.at);
  const answers = answersOf(before, row);
  const isNewVersion = row.envelope.replaces !== undefined;
  const isGroupStart =
    isDayStart || isNewVersion || answers === "elsewhere" || !before || isReplaced(before) || !isSameGroup(before, row);
  return { ...row, ...(answers && { answers }), isDayStart, isGroupStart };
}

/** Drawn on one line, without its sender's header. */
function isReplaced({ redaction }: TimelineRow): boolean {
  return redaction?.replacedBy !== undefined;
}

function answersOf(
  before: TimelineRow | undefined,
  { envelope }: Pick<TimelineRow, "envelope">,
): TimelineRow["answers"] {
  if (!isReply(envelope)) return undefined;
  return before?.envelope.id === envelope.causationId ? "above" : "elsewhere";
}

function isSameGroup(before: TimelineRow, row: Pick<TimelineRow, "envelope" | "at">): boolean {
  const [a, b] = [before.envelope, row.envelope];
  return (
    a.source === b.source &&
    a.type !== "event" &&
    b.type !== "event" &&
    (a.destination ?? []).join() === (b.destination ?? []).join() &&
    Math.abs(Date.parse(row.at) - Date.parse(before.at)) < groupGapMs
  );
}

function isSameFolds(before: readonly Fold[] = [], now: readonly Fold[]): boolean {
  return (
    before.length === now.length &&
    now.every((fold, index) => fold.message === before[index]?.message && fold.isFolded === before[index]?.isFolded)
  );
}

function dayOf(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}
