import type { Envelope } from "./envelope";

/** The reserved type of a piece of a text that is still being written: delivered live, never stored. */
export const streamDeltaType = "stream.delta";
/** The longest piece, in UTF-16 code units. */
export const deltaCharactersMax = 16_384;

/** What a piece says of itself in its `payload.data`; all of it may be left out. */
export interface StreamDeltaData {
  /** The id of the message that will take the stream's place. */
  of?: string;
  /** How many UTF-16 code units of the stream come before this piece; without it pieces count as they come. */
  at?: number;
  /** Nothing follows, and no message takes its place. */
  isStopped?: boolean;
}

/** A piece of a stream. Those of one source with one correlation are one stream. */
export interface StreamDelta extends StreamDeltaData {
  source: string;
  correlationId: string;
  text: string;
}

export interface StreamDeltaProblem {
  /** Within `payload.data`; empty for the whole of it. */
  field: "" | "of" | "at" | "isStopped" | (string & {});
  problem: string;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The data of a piece, or the first thing that is wrong with it. */
export function readStreamDeltaData(data: unknown): StreamDeltaData | StreamDeltaProblem {
  if (data === undefined) return {};
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    return { field: "", problem: "is not an object" };
  }
  const { of, at, isStopped, ...others } = data as Record<string, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined) return { field: other.slice(0, 100), problem: "is not a field of a piece" };
  if (of !== undefined && !(typeof of === "string" && uuidPattern.test(of))) {
    return { field: "of", problem: "is not the id of a message" };
  }
  if (at !== undefined && !(typeof at === "number" && Number.isSafeInteger(at) && at >= 0)) {
    return { field: "at", problem: "is not a length" };
  }
  if (isStopped !== undefined && typeof isStopped !== "boolean") {
    return { field: "isStopped", problem: "is neither true nor false" };
  }
  return {
    ...(of !== undefined && { of: of.toLowerCase() }),
    ...(at !== undefined && { at }),
    ...(isStopped !== undefined && { isStopped }),
  };
}

/** The piece in a message; `undefined` when it is none, or one that means nothing. */
export function streamDeltaOf({ type, source, correlationId, payload }: Envelope): StreamDelta | undefined {
  if (type !== streamDeltaType || correlationId === undefined) return undefined;
  const read = readStreamDeltaData(payload.data);
  return "problem" in read ? undefined : { source, correlationId, text: payload.text ?? "", ...read };
}
