import type { Envelope } from "./envelope";

/**
 * The reserved type of the message that takes another one's content away. Only who may moderate the channel can send it. Others
 * take back only what they sent themselves, and only by putting something in its place: a message that `replaces` it.
 */
export const redactionType = "message.redaction";
/** The reason of what its own sender replaced. */
export const editedReason = "edited";
export const redactionReasonCharactersMax = 500;

/** What a redaction says in its `payload.data`, and a new version by what it replaces. */
export interface RedactionOrder {
  /** Of the message to redact, in the same channel or thread. */
  sequence: number;
  /** For everybody who reads there: 1 to 500 characters. */
  reason: string;
  /** The message that says so is the new version of the one it redacts. */
  isEdit?: true;
}

/** What stands in place of a redacted message's content. */
export interface Redaction {
  /** The principal who redacted it. */
  by: string;
  reason: string;
  /** RFC 3339, when the redaction was stored. */
  at: string;
  /** Sequence of the new version, where its own sender replaced it. */
  replacedBy?: number;
}

export interface RedactionProblem {
  /** Within `payload.data`; empty for the whole of it. */
  field: "" | "sequence" | "reason" | (string & {});
  problem: string;
}

const unprintable = /\p{Surrogate}|[^\P{Cc}\n\t]/u;

/** The order in a redaction's data, or the first thing that is wrong with it. */
export function readRedactionData(data: unknown): RedactionOrder | RedactionProblem {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    return { field: "", problem: "is not an object" };
  }
  const { sequence, reason, ...others } = data as Record<string, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined) return { field: other.slice(0, 100), problem: "is not a field of a redaction" };
  if (!isSequence(sequence)) return { field: "sequence", problem: "is not the number of a message" };
  if (typeof reason !== "string" || reason.trim() === "") return { field: "reason", problem: "says nothing" };
  if (reason.length > redactionReasonCharactersMax) return { field: "reason", problem: "is too long" };
  if (unprintable.test(reason)) return { field: "reason", problem: "holds control characters" };
  return { sequence, reason };
}

/** What the message redacts; `undefined` when it is neither a redaction nor a new version, or one that means nothing. */
export function redactionOf(envelope: Pick<Envelope, "type" | "payload" | "replaces">): RedactionOrder | undefined {
  const { type, replaces } = envelope;
  if (type !== redactionType) {
    return isSequence(replaces) ? { sequence: replaces, reason: editedReason, isEdit: true } : undefined;
  }
  const read = readRedactionData(envelope.payload.data);
  return "problem" in read ? undefined : read;
}

/** What stands in place of the content that an order of `by` takes away, where the message that says so is the `bySequence`-th. */
export function redactionBy(
  { reason, isEdit }: RedactionOrder,
  { by, at, bySequence }: { by: string; at: string; bySequence: number },
): Redaction {
  return { by, reason, at, ...(isEdit && { replacedBy: bySequence }) };
}

function isSequence(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
}

const keptFields = [
  "id",
  "type",
  "source",
  "destination",
  "timestamp",
  "correlationId",
  "causationId",
  "traceparent",
  "replyTo",
  "replaces",
  "priority",
  "ttl",
  "deliveryOptions",
] as const satisfies readonly (keyof Envelope)[];

/** The envelope with nothing of what the message said: neither payload nor headers, mentions or attachments. */
export function withoutContent(envelope: Envelope): Envelope {
  const kept = Object.fromEntries(
    keptFields.flatMap((field) => (envelope[field] === undefined ? [] : [[field, envelope[field]]])),
  );
  return { ...(kept as Omit<Envelope, "payload">), payload: {} };
}
