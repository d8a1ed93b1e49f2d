import type { Envelope } from "@/sdk/protocol";

/** What is kept of a message to be searched. */
export const searchTextCharactersMax = 20_000;
const runCharactersMax = 200;
const depthMax = 30;
const leavesMax = 5_000;

const impossible = /\0|\p{Surrogate}/gu;
const longRun = new RegExp(`[^ ]{${runCharactersMax + 1},}`, "g");

/**
 * Everything readable that a message says, piece by piece, shortened: its text, its parts, the values of its structured
 * data, the names of its attachments.
 */
export function readableTextOf({ payload, attachments = [] }: Pick<Envelope, "payload" | "attachments">): string {
  const pieces: string[] = [];
  let length = 0;
  const add = (piece: string) => {
    if (piece === "" || length >= searchTextCharactersMax || pieces.length >= leavesMax) return;
    const kept = piece.slice(0, searchTextCharactersMax - length);
    pieces.push(kept);
    length += kept.length + 1;
  };
  if (typeof payload.text === "string") add(payload.text);
  const parts: unknown[] = Array.isArray(payload.parts) ? payload.parts : [];
  for (const part of parts) addLeaves(isRecord(part) ? { ...part, kind: undefined } : part, add, 0);
  addLeaves(payload.data, add, 0);
  const files: unknown[] = Array.isArray(attachments) ? attachments : [];
  for (const file of files) if (isRecord(file) && typeof file["name"] === "string") add(file["name"]);
  return pieces.join("\n");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function addLeaves(value: unknown, add: (piece: string) => void, depth: number): void {
  if (typeof value === "string") add(value);
  else if (typeof value === "number") add(String(value));
  else if (typeof value === "object" && value !== null && depth < depthMax) {
    for (const part of Object.values(value)) addLeaves(part, add, depth + 1);
  }
}

/** The form in which texts are compared: without regard to case, to widths of letters and to how much space is between words. */
export function foldText(text: string): string {
  return text
    .replace(impossible, "\ufffd")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim()
    .replace(longRun, (run) => cut(run, runCharactersMax));
}

/** What search reads of a message, folded. */
export function searchTextOf(envelope: Pick<Envelope, "payload" | "attachments">): string {
  return cut(foldText(readableTextOf(envelope)), searchTextCharactersMax);
}

/** At most so long, and never half of a character. */
function cut(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/[\ud800-\udbff]$/, "");
}

/** Everything in ASCII that is neither letter, digit nor underscore. The database's `message_terms` splits at the same. */
const separators = /[ -/:-@[-^`{-~]+/;

/** The words of a folded text, with those that are cut at either end. */
export function wordsOf(folded: string): string[] {
  return folded.split(separators).filter((word) => word !== "");
}
