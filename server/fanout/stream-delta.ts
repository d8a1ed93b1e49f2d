import { deltaCharactersMax, type MessageDraft, readStreamDeltaData, streamDeltaType } from "@/sdk/protocol";
import type { DeltaAllowance, Route } from "./arrival";
import { malformedDelta, type Refusal, tooFast } from "./refusals";

/** What identifies a piece and where it belongs; it has nothing that would have to be kept. */
const fieldsOfDelta = new Set<string>([
  "id",
  "type",
  "source",
  "destination",
  "timestamp",
  "correlationId",
  "causationId",
  "traceparent",
  "headers",
  "text",
  "payload",
] satisfies (keyof MessageDraft)[]);

/** Whether a message is a piece of a text that is still being written, which is handed on and never stored. */
export function isStreamDelta({ type }: Pick<MessageDraft, "type">): boolean {
  return type === streamDeltaType;
}

/** Why a draft of the reserved type is no piece; `undefined` when it is one. */
export function problemOfDelta(draft: MessageDraft): Refusal | undefined {
  const field = Object.keys(draft).find((name) => !fieldsOfDelta.has(name));
  if (field !== undefined) return malformedDelta(field, "is not a field of a piece of a stream");
  if (draft.correlationId === undefined)
    return malformedDelta("correlationId", "says which stream it is, and is missing");
  if (draft.payload?.parts) return malformedDelta("payload.parts", "is not a field of a piece of a stream");
  const read = readStreamDeltaData(draft.payload?.data);
  if ("problem" in read)
    return malformedDelta(read.field ? `payload.data.${read.field}` : "payload.data", read.problem);
  const text = draft.text ?? draft.payload?.text ?? "";
  if (text === "" && !read.isStopped) return malformedDelta("payload.text", "says nothing");
  if (text.length > deltaCharactersMax) return malformedDelta("payload.text", `is longer than ${deltaCharactersMax}`);
  return undefined;
}

const piecesPerSecond = 100;
const piecesAtOnce = 200;
const bytesPerSecond = 262_144;
const bytesAtOnce = 1_048_576;

/** Takes a piece of that size off what the sender may hand on; a refusal with the time to wait when there is not enough. */
export function spendOnDelta(route: Route, bytes: number, nowMs: number): Refusal | undefined {
  const before = route.deltas ?? { pieces: piecesAtOnce, bytes: bytesAtOnce, atMs: nowMs };
  const seconds = Math.max(0, nowMs - before.atMs) / 1_000;
  const left: DeltaAllowance = {
    pieces: Math.min(piecesAtOnce, before.pieces + seconds * piecesPerSecond) - 1,
    bytes: Math.min(bytesAtOnce, before.bytes + seconds * bytesPerSecond) - bytes,
    atMs: Math.max(nowMs, before.atMs),
  };
  const waitMs = Math.ceil(Math.max(-left.pieces / piecesPerSecond, -left.bytes / bytesPerSecond) * 1_000);
  if (waitMs > 0) return tooFast(waitMs);
  route.deltas = left;
  return undefined;
}
