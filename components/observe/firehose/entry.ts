import type { DeliveredMessage, Redaction } from "@/sdk/protocol";

/** What the list shows, in the order in which it came. */
export type FirehoseEntry = FirehoseMessage | FirehoseNote;

export interface FirehoseMessage {
  kind: "message";
  /** Unique in the list. */
  key: string;
  /** Unix time in milliseconds, when it was stored, or else when it came. */
  at: number;
  bytes: number;
  message: DeliveredMessage;
  redaction?: Redaction;
}

/** Something that happened to the list itself, where it happened. */
export interface FirehoseNote {
  kind: "note";
  key: string;
  at: number;
  bytes: number;
  event: FirehoseEvent;
}

export type FirehoseEvent =
  /** The connection was lost and is back: what was said meanwhile is missing. */
  { kind: "gap"; lostForMs: number } | { kind: "gained" | "lost"; channels: readonly string[] };
