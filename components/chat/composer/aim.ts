import type { Envelope, MessageDraft } from "@/sdk/protocol";
import type { TimelineRow } from "../timeline/rows";

/** What is being written, when it is not simply a message: an answer to another one, or a new version of one's own. */
export type Aim = ReplyAim | EditAim;

export interface ReplyAim {
  kind: "reply";
  id: string;
  source: string;
  correlationId: string;
}

export interface EditAim {
  kind: "edit";
  id: string;
  source: string;
  sequence: number;
  /** What it said. */
  text: string;
  /** What the new version says besides its words, as the old one did. */
  kept: Pick<Envelope, "correlationId" | "causationId" | "destination" | "priority" | "attachments">;
}

type Sent = Pick<TimelineRow, "envelope">;

/** To answer a message: the answer is caused by it and belongs to the same exchange. */
export function replyTo({ envelope }: Sent): ReplyAim {
  const { id, source, correlationId = id } = envelope;
  return { kind: "reply", id, source, correlationId };
}

/** To give a stored message a new version. */
export function editOf({ envelope }: Sent, sequence: number): EditAim {
  const { id, source, payload, correlationId, causationId, destination, priority, attachments } = envelope;
  const kept = { correlationId, causationId, destination, priority, attachments };
  return { kind: "edit", id, source, sequence, text: payload.text ?? "", kept };
}

/** The draft of a text with this aim. */
export function draftOf(text: string, aim: Aim | undefined): MessageDraft {
  const draft: MessageDraft = { type: "text", payload: { text } };
  switch (aim?.kind) {
    case undefined:
      return draft;
    case "reply":
      return { ...draft, causationId: aim.id, correlationId: aim.correlationId };
    case "edit":
      return { ...draft, ...aim.kept, replaces: aim.sequence };
  }
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
  const { kind, id, source, correlationId, sequence, text, kept } = value as Record<string, unknown>;
  if (typeof id !== "string" || typeof source !== "string") return false;
  if (kind === "reply") return typeof correlationId === "string";
  return kind === "edit" && typeof sequence === "number" && typeof text === "string" && typeof kept === "object";
}

function storageKey(key: string): string {
  return `parley.aim.${key}`;
}
