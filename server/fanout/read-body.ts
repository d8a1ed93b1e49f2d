import {
  type MessageDraft,
  MessageDraft as MessageDraftSchema,
  messageBytesMax,
  streamDeltaType,
} from "@/sdk/protocol";
import { isRedaction, problemOfRedaction } from "./redaction";
import { malformedBody, malformedField, type Refusal, tooLarge } from "./refusals";
import { repairJson } from "./repair-json";
import { isStreamDelta, problemOfDelta } from "./stream-delta";

/** What the sender wrote, or why it cannot be taken; `id` is the sender's, as far as it could be read. */
export type BodyReading = { draft: MessageDraft; refusal?: undefined } | { refusal: Refusal; id?: string };

const decoder = new TextDecoder("utf-8", { fatal: true });
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads a message as sent: a JSON string, `{ "text": … }` or a MessageDraft. Never throws, whatever the bytes are. */
export function readBody(bytes: Uint8Array): BodyReading {
  if (bytes.length > messageBytesMax) return { refusal: tooLarge(bytes.length) };
  if (bytes.length === 0) return { refusal: malformedBody("The message is empty.") };
  let json: string;
  try {
    json = decoder.decode(bytes);
  } catch {
    return { refusal: malformedBody("The message is not valid UTF-8.") };
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { refusal: malformedBody(`The message is not valid JSON${positionOf(error)}.`) };
  }
  // Only an escape can bring in NUL or half a surrogate pair; only these fields can nest.
  const isSuspicious = json.includes("\\u") || json.includes('"data"') || json.includes('"parts"');
  return readValue(value, isSuspicious);
}

function readValue(value: unknown, isSuspicious: boolean): BodyReading {
  const draft = typeof value === "string" ? { text: value } : value;
  if (typeof draft !== "object" || draft === null || Array.isArray(draft)) {
    return { refusal: malformedBody(`A message cannot be ${nameOf(draft)}.`) };
  }
  if (isSuspicious) {
    const problem = repairJson(draft);
    if (problem) {
      const field = pathOf(problem.path);
      return refuseField(draft, field, `${field || "The message"} ${problem.message}`);
    }
  }
  const parsed = MessageDraftSchema.safeParse(draft);
  if (!parsed.success) {
    const { path, message } = firstProblem(parsed.error.issues);
    return refuseField(draft, path, message);
  }
  return checkMeaning(parsed.data);
}

function checkMeaning(draft: MessageDraft): BodyReading {
  if (draft.text !== undefined && draft.payload?.text !== undefined) {
    return refuseField(draft, "text", "text and payload.text are both given.");
  }
  const isText = draft.type === undefined || draft.type === "text";
  if (isText && draft.text === undefined && !hasContent(draft)) {
    return refuseField(draft, "text", "There is nothing in the message.");
  }
  if (draft.timestamp !== undefined && !isStorableTime(draft.timestamp)) {
    return refuseField(draft, "timestamp", "timestamp is out of range.");
  }
  if (draft.replaces !== undefined && draft.type === streamDeltaType) {
    return refuseField(draft, "replaces", "A stream.delta is never stored, so it can replace nothing.");
  }
  const refusal = problemOfType(draft);
  return refusal ? { refusal, id: draft.id } : { draft };
}

/** What is wrong with a draft of a reserved type. */
function problemOfType(draft: MessageDraft): Refusal | undefined {
  if (isRedaction(draft)) return problemOfRedaction(draft);
  return isStreamDelta(draft) ? problemOfDelta(draft) : undefined;
}

function hasContent({ payload, attachments }: MessageDraft): boolean {
  return payload?.text !== undefined || payload?.parts !== undefined || hasData(payload) || !!attachments?.length;
}

function hasData(payload: MessageDraft["payload"]): boolean {
  return payload?.data !== undefined;
}

const timeMaxMs = Date.UTC(9999, 11, 31);

function isStorableTime(timestamp: string): boolean {
  const time = Date.parse(timestamp);
  return time >= 0 && time <= timeMaxMs;
}

interface Issue {
  code?: string;
  path: readonly PropertyKey[];
  message: string;
  keys?: readonly string[];
}

function firstProblem(issues: readonly Issue[]): { path: string; message: string } {
  const issue = issues[0];
  if (!issue) return { path: "", message: "The message does not match the schema." };
  const path = pathOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    const key = String(issue.keys?.[0]).slice(0, 100);
    const field = path ? `${path}.${key}` : key;
    return { path: field, message: `${field} is not a field of a message; data of your own goes into payload.data.` };
  }
  return { path, message: `${path}: ${issue.message.replace(/^Invalid input: /, "")}.` };
}

function pathOf(path: readonly PropertyKey[]): string {
  let text = "";
  for (const step of path) text += typeof step === "number" ? `[${step}]` : `${text ? "." : ""}${String(step)}`;
  return text.slice(0, 200);
}

function refuseField(draft: object, field: string, problem: string): BodyReading {
  const id = "id" in draft && typeof draft.id === "string" && uuidPattern.test(draft.id) ? draft.id : undefined;
  return { refusal: malformedField(field, problem), id };
}

function positionOf(error: unknown): string {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? "" : ` (at character ${position})`;
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
