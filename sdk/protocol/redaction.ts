import type { Envelope } from "./envelope";

/** The reserved type of the message that takes another one's content away. Only who may moderate the channel can send it. */
export const redactionType = "message.redaction";
export const redactionReasonCharactersMax = 500;

/** What a redaction says, in its `payload.data`. */
export interface RedactionOrder {
  /** Of the message to redact, in the same channel or thread. */
  sequence: number;
  /** For everybody who reads there: 1 to 500 characters. */
  reason: string;
}

/** What stands in place of a redacted message's content. */
export interface Redaction {
  /** The principal who redacted it. */
  by: string;
  reason: string;
  /** RFC 3339, when the redaction was stored. */
  at: string;
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
  if (typeof sequence !== "number" || !Number.isSafeInteger(sequence) || sequence < 1) {
    return { field: "sequence", problem: "is not the number of a message" };
  }
  if (typeof reason !== "string" || reason.trim() === "") return { field: "reason", problem: "says nothing" };
  if (reason.length > redactionReasonCharactersMax) return { field: "reason", problem: "is too long" };
  if (unprintable.test(reason)) return { field: "reason", problem: "holds control characters" };
  return { sequence, reason };
}

/** What the message redacts; `undefined` when it is not a redaction, or one that means nothing. */
export function redactionOf(envelope: Pick<Envelope, "type" | "payload">): RedactionOrder | undefined {
  if (envelope.type !== redactionType) return undefined;
  const read = readRedactionData(envelope.payload.data);
  return "problem" in read ? undefined : read;
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
