import type { MessageDraft } from "@/sdk/protocol";
import type { TimelineRow } from "../timeline/rows";

/** What is being written, when it is not simply a message: an answer to another one. */
export type Aim = ReplyAim;

export interface ReplyAim {
  kind: "reply";
  id: string;
  /** Absent where nothing is kept. */
  sequence?: number;
  source: string;
  correlationId: string;
}

type Sent = Pick<TimelineRow, "envelope" | "sequence">;

/** To answer a message: the answer is caused by it and belongs to the same exchange. */
export function replyTo({ envelope, sequence }: Sent): ReplyAim {
  const { id, source, correlationId = id } = envelope;
  return { kind: "reply", id, sequence, source, correlationId };
}

/** The draft of a text with this aim. */
export function draftOf(text: string, aim: Aim | undefined): MessageDraft {
  const draft: MessageDraft = { type: "text", payload: { text } };
  if (!aim) return draft;
  return { ...draft, causationId: aim.id, correlationId: aim.correlationId };
}

/** The aim that was kept for a draft; absent when there was none or it cannot be read. */
export function readAim(key: string): Aim | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey(key)) ?? "null");
    return isAim(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what a draft is for, in this browser alone. */
export function writeAim(key: string, aim: Aim | undefined): void {
  try {
    if (aim) localStorage.setItem(storageKey(key), JSON.stringify(aim));
    else localStorage.removeItem(storageKey(key));
  } catch {
    // Storage is full or forbidden: it is kept as long as the page is.
  }
}

function isAim(value: unknown): value is Aim {
  if (typeof value !== "object" || value === null) return false;
  const { kind, id, source, correlationId } = value as Record<string, unknown>;
  return kind === "reply" && [id, source, correlationId].every((field) => typeof field === "string");
}

function storageKey(key: string): string {
  return `parley.aim.${key}`;
}
