import { messageBytesMax } from "@/sdk/protocol/limits";

const keptCharactersMax = 100_000;

/** The text a reader had begun for a place; empty where there is none or the browser keeps nothing. */
export function readDraft(key: string): string {
  try {
    return localStorage.getItem(storageKey(key)) ?? "";
  } catch {
    return "";
  }
}

/** Keeps a text for a place, in this browser alone. An empty or a very long one is not kept. */
export function writeDraft(key: string, text: string): void {
  try {
    if (text === "" || text.length > keptCharactersMax) localStorage.removeItem(storageKey(key));
    else localStorage.setItem(storageKey(key), text);
  } catch {
    // Storage is full or forbidden: the text stays in the field, only not over a reload.
  }
}

function storageKey(key: string): string {
  return `parley.draft.${key}`;
}

export type Fit = { kind: "fits" } | { kind: "near"; leftBytes: number } | { kind: "over"; overBytes: number };

const countedFromCharacters = 200_000;
const nearBytes = 100_000;
/** For the fields around the text. */
const envelopeBytes = 512;

/** Whether a text will fit into one message, as it is sent: JSON in UTF-8. */
export function fitOf(text: string): Fit {
  if (text.length < countedFromCharacters) return { kind: "fits" };
  const left = messageBytesMax - envelopeBytes - new TextEncoder().encode(JSON.stringify(text)).length;
  if (left < 0) return { kind: "over", overBytes: -left };
  return left < nearBytes ? { kind: "near", leftBytes: left } : { kind: "fits" };
}
