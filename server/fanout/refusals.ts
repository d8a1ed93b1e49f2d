import { type MessageDraft, messageBytesMax, type RefusedVerdict } from "@/sdk/protocol";
import { type Decision, toldOf } from "@/server/policy";

/** A refusal before it is known which message it answers. */
export type Refusal = Omit<RefusedVerdict, "verdict" | "id">;

/** What to do about each field, in the words the sender gets. */
export const fieldRemedies: Record<keyof MessageDraft, string> = {
  id: "Send a UUID (UUIDv7 sorts by time) or leave it out.",
  type: "Use lower-case words joined by dots, such as text or tool.call.",
  source: "Leave it out: the sender is known from the connection.",
  destination: "List up to 1,000 principals' ids.",
  timestamp: "Use RFC 3339 with an offset, such as 2025-01-31T12:00:00Z, between 1970 and 9999.",
  correlationId: "Use 1 to 256 characters.",
  causationId: "Use 1 to 256 characters.",
  traceparent: "Use a W3C traceparent of at most 128 characters.",
  replyTo: "Use 1 to 256 characters.",
  replaces: "Use the sequence of a message of yours in the same place.",
  priority: "Use a whole number from 0 to 9.",
  ttl: "Use a whole number of milliseconds, at least 1.",
  headers: "Use an object of strings: names up to 128 characters, values up to 4,096.",
  text: "Use a string, and either text or payload.text.",
  payload: "Use an object with text, parts (a list of objects with a kind) or data (any JSON).",
  mentions: "List up to 1,000 strings of 1 to 256 characters.",
  attachments: "List up to 100 objects with the id of a file that you uploaded for this place.",
  deliveryOptions: "Use an object with guarantee, retry, timeout or persistent.",
};

const acceptedForms = 'Send a JSON string ("hello"), {"text": "hello"} or a message object.';

export function malformedBody(problem: string): Refusal {
  return { code: "malformed", rule: "message.json", reason: `${problem} ${acceptedForms}` };
}

export function malformedField(field: string, problem: string): Refusal {
  const root = field.split(/[.[]/, 1)[0] ?? "";
  const remedy = Object.hasOwn(fieldRemedies, root) ? fieldRemedies[root as keyof MessageDraft] : acceptedForms;
  return { code: "malformed", rule: "message.schema", field, reason: `${problem} ${remedy}` };
}

const redactionForm =
  'Send {"type":"message.redaction","payload":{"data":{"sequence":<the message\'s number>,"reason":"<1 to 500 characters>"}}}.';

export function malformedRedaction(field: string, problem: string): Refusal {
  return { code: "malformed", rule: "redaction.schema", field, reason: `${field} ${problem}. ${redactionForm}` };
}

const deltaForm =
  'Send {"type":"stream.delta","correlationId":"<the stream>","payload":{"text":"<the next piece>"}}, and the whole as a text with the same correlationId at the end.';

export function malformedDelta(field: string, problem: string): Refusal {
  return { code: "malformed", rule: "stream.schema", field, reason: `${field} ${problem}. ${deltaForm}` };
}

export function tooFast(retryAfterMs: number): Refusal {
  return {
    code: "rate_limited",
    rule: "stream.rate",
    reason:
      "Pieces of streams come too fast: at most 100 a second and 256 KiB a second to one place. Send fewer, longer ones.",
    retryAfterMs,
  };
}

export const nothingKept: Refusal = {
  code: "malformed",
  rule: "redaction.persistence",
  field: "type",
  reason: "This channel keeps no messages: what was read live cannot be taken back.",
};

export function unreplaceable(sequence: number, problem: string): Refusal {
  const reason = `Message ${sequence} ${problem}. Only its sender can replace a message, in the place where it is, and once: replace its newest version.`;
  return { code: "malformed", rule: "edit.target", field: "replaces", reason };
}

export function malformedSubject(subject: string): Refusal {
  return {
    code: "malformed",
    rule: "ingress.subject",
    reason:
      `${subject.slice(0, 300)} names no channel or thread. Send to ingress.<you>.channels.<channel>, ` +
      "with .threads.<thread> or .private.<thread> behind it for a thread.",
  };
}

export function tooLarge(bytes: number): Refusal {
  return {
    code: "too_large",
    rule: "message.size",
    reason: `The message has ${bytes} bytes; at most ${messageBytesMax} are taken. Split it, or attach the content instead.`,
  };
}

export function reusedId(id: string): Refusal {
  return {
    code: "malformed",
    rule: "message.id",
    field: "id",
    reason: `Another message already has the id ${id}. Make a new id; to point at the other message use causationId.`,
  };
}

const retryAfterMs = 1_000;

export function unavailable(rule: string, problem: string): Refusal {
  return {
    code: "unavailable",
    rule,
    reason: `${problem} Send it again with the same id: it is stored once.`,
    retryAfterMs,
  };
}

export const uncheckedRight = unavailable("permission.available", "Your right to post could not be checked.");

export const uncheckedMentions = unavailable("mentions.available", "Whom the message mentions could not be looked up.");

export const uncheckedFiles = unavailable("attachments.available", "The files of the message could not be looked up.");

export function unknownFile(index: number, id: string): Refusal {
  const field = `attachments[${index}].id`;
  const problem = `${field} names no file that you uploaded for this place, or names one twice: ${id.slice(0, 100)}.`;
  return {
    code: "malformed",
    rule: "attachments.known",
    field,
    reason: `${problem} Upload it here first; unused files are kept for a day.`,
  };
}

export const uncheckedTarget = unavailable(
  "redaction.available",
  "The message to redact or replace could not be looked up.",
);

export const internalFailure: Refusal = {
  code: "internal",
  rule: "fanout.internal",
  reason: "Something went wrong on our side and was logged. Please send the message again with the same id.",
  retryAfterMs,
};

/** What the sender hears of a denial. The decision log has what it really was. */
export const deniedBy: (decision: Decision) => Refusal = toldOf;
