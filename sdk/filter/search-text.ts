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
export function readableTextOf(envelope: ReadParts): string {
  return gather(envelope).text;
}

type ReadParts = Pick<Envelope, "payload" | "attachments">;

interface Gathered {
  text: string;
  /** Something was left out for its length. */
  isCut: boolean;
}

function gather({ payload, attachments = [] }: ReadParts): Gathered {
  const pieces: string[] = [];
  let length = 0;
  let isCut = false;
  const add = (piece: string) => {
    if (piece === "") return;
    const room = pieces.length < leavesMax ? searchTextCharactersMax - length : 0;
    if (piece.length > room) isCut = true;
    if (room <= 0) return;
    const kept = piece.slice(0, room);
    pieces.push(kept);
    length += kept.length + 1;
  };
  if (typeof payload.text === "string") add(payload.text);
  const parts: unknown[] = Array.isArray(payload.parts) ? payload.parts : [];
  for (const part of parts) addLeaves(isRecord(part) ? { ...part, kind: undefined } : part, add, 0);
  addLeaves(payload.data, add, 0);
  const files: unknown[] = Array.isArray(attachments) ? attachments : [];
  for (const file of files) if (isRecord(file) && typeof file["name"] === "string") add(file["name"]);
  return { text: pieces.join("\n"), isCut };
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
export function searchTextOf(envelope: ReadParts): string {
  return searchFormOf(envelope).text;
}

/** The same, and whether something was left out for its length: then that may be in the message still. */
export function searchFormOf(envelope: ReadParts): Gathered {
  const { text, isCut } = gather(envelope);
  const folded = foldText(text);
  return { text: cut(folded, searchTextCharactersMax), isCut: isCut || folded.length > searchTextCharactersMax };
}

/** The tag of a message whose text was cut. Nobody can ask for it: the index adds such messages to what it finds by words of data. */
export const cutTag = "text:cut";

/** So many steps into structured data, all its values are read. */
export const readStepsMax = depthMax;

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
