import { v5 } from "uuid";
import { cutTag, searchFormOf, tagsOf } from "@/sdk/filter";
import { type Envelope, type RedactionOrder, redactionOf } from "@/sdk/protocol";
import { type Calls, callsOf } from "./mentioned/calls";
import type { StreamEntry } from "./stream-entry";

/** A row of `Message` before it is written; `envelope` is JSON text. */
export interface MessageRow {
  sequence: number;
  subject: string;
  id: string;
  type: string;
  source: string;
  correlationId: string | null;
  causationId: string | null;
  sentAt: string;
  storedAt: string;
  /** What search reads of it. */
  text: string;
  tags: string[];
  envelope: string;
  /** What the message takes the content of. */
  redacts?: RedactionOrder;
  /** Whom it is for in particular. */
  calls?: Calls;
  /** Ids of the files it names. */
  attaches?: string[];
}

/** Holds the stream's bytes in base64 where `jsonb` cannot hold the JSON itself. No envelope has a field of this name. */
const exactField = "$exact";
const unreadableType = "unreadable";
const unreadableSource = "unknown";
const unreadableNamespace = "7f4c1f0e-2f0b-5a8c-9f0d-3f9a3c1c5b6e";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const datePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
/** Escapes that may stand for what `jsonb` refuses: NUL and halves of surrogate pairs. */
const suspectEscape = /\\u(0000|[dD][89a-fA-F])/;
const nulOrHalfPair = /\0|\p{Surrogate}/gu;

/**
 * The envelope of any stream entry, the same whether it is read from the stream or from Postgres. Bytes that are no
 * envelope become one of type `unreadable`, which shows them and keeps its id from read to read.
 */
export function envelopeOf(entry: StreamEntry): Envelope {
  const text = textOf(entry.data);
  return parseEnvelope(text) ?? unreadable(entry, text);
}

/** The row that keeps an entry. `envelopeOfRow` gives back exactly what `envelopeOf` gives for the entry. */
export function rowOf(entry: StreamEntry): MessageRow {
  const text = textOf(entry.data);
  const envelope = parseEnvelope(text);
  if (!envelope) return exactRowOf(entry, unreadable(entry, text));
  const made = suspectEscape.test(text) ? exactRowOf(entry, envelope) : row(entry, envelope, text);
  const redacts = redactionOf(envelope);
  const calls = callsOf(envelope);
  if (redacts) made.redacts = redacts;
  if (calls) made.calls = calls;
  const attaches = filesOf(envelope);
  if (attaches.length > 0) made.attaches = attaches;
  return made;
}

/**
 * The row for an entry that Postgres refused: nothing of it but its bytes, in base64, and columns that are known to be
 * sound. Reads back the same.
 */
export function lastResortRowOf(entry: StreamEntry): MessageRow {
  const envelope = envelopeOf(entry);
  const sound = { ...unreadable(entry, ""), id: envelope.id, payload: {} };
  return row(entry, sound, JSON.stringify({ ...sound, [exactField]: base64(entry.data) }));
}

/** The envelope of a row of `Message`, from the JSON value of its column. */
export function envelopeOfRow(stored: Record<string, unknown>, entry: Omit<StreamEntry, "data">): Envelope {
  const exact = stored[exactField];
  if (typeof exact !== "string") return stored as unknown as Envelope;
  return envelopeOf({ ...entry, data: Buffer.from(exact, "base64") });
}

function exactRowOf(entry: StreamEntry, envelope: Envelope): MessageRow {
  const shown = readable(envelope) as Envelope;
  const made = row(entry, shown, JSON.stringify({ ...shown, [exactField]: base64(entry.data) }));
  return { ...made, ...searchedOf(envelope) };
}

function row(entry: StreamEntry, envelope: Envelope, text: string): MessageRow {
  return {
    sequence: entry.sequence,
    subject: entry.subject,
    id: envelope.id,
    type: envelope.type,
    source: envelope.source,
    correlationId: envelope.correlationId ?? null,
    causationId: envelope.causationId ?? null,
    sentAt: new Date(envelope.timestamp).toISOString(),
    storedAt: entry.storedAt.toISOString(),
    ...searchedOf(envelope),
    envelope: text,
  };
}

/** What search compares. */
function searchedOf(envelope: Envelope): Pick<MessageRow, "text" | "tags"> {
  const { text, isCut } = searchFormOf(envelope);
  return { text, tags: [...tagsOf(envelope), ...(isCut ? [cutTag] : [])] };
}

function parseEnvelope(text: string): Envelope | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isEnvelope(value) ? value : undefined;
}

/** What the columns and the readers depend on; Fanout has checked the rest. */
function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== "object" || value === null) return false;
  const { id, type, source, timestamp, payload, correlationId, causationId } = value as Record<string, unknown>;
  return (
    typeof id === "string" &&
    uuidPattern.test(id) &&
    typeof type === "string" &&
    typeof source === "string" &&
    typeof timestamp === "string" &&
    datePattern.test(timestamp) &&
    !Number.isNaN(Date.parse(timestamp)) &&
    typeof payload === "object" &&
    payload !== null &&
    isAbsentOrText(correlationId) &&
    isAbsentOrText(causationId) &&
    !(exactField in value)
  );
}

function isAbsentOrText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function filesOf({ attachments }: Envelope): string[] {
  if (!Array.isArray(attachments)) return [];
  return attachments.flatMap(({ id }) => (typeof id === "string" && uuidPattern.test(id) ? [id] : []));
}

function unreadable(entry: Omit<StreamEntry, "data">, text: string): Envelope {
  return {
    id: v5(`${entry.subject}/${entry.sequence}/${entry.storedAt.toISOString()}`, unreadableNamespace),
    type: unreadableType,
    source: unreadableSource,
    timestamp: entry.storedAt.toISOString(),
    payload: { text: "This entry of the stream is not a message.", data: text },
  };
}

/** The same value with a visible sign in place of each character that `jsonb` refuses, in keys too. */
function readable(value: unknown): unknown {
  if (typeof value === "string") return readableText(value);
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [readableText(key), readable(part)]));
}

function readableText(text: string): string {
  return text.replace(nulOrHalfPair, (character) => (character === "\0" ? "\u2400" : "\ufffd"));
}

function textOf(data: Uint8Array): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("utf8");
}

function base64(data: Uint8Array): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64");
}
