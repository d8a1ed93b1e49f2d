import { LRUCache } from "lru-cache";
import { wordsOf } from "@/sdk/filter";
import type { Db } from "@/server/db";
import type { MessageRow } from "./stored-form";

const knownMax = 300_000;
const known = new WeakMap<Db, LRUCache<string, true>>();

/**
 * The words of the rows that this process has not stored yet, in an order that all processes share, so that none waits for
 * another that waits for it.
 */
export function newWordsOf(db: Db, spaceId: string, rows: readonly Pick<MessageRow, "text">[]): string[] {
  const stored = storedWords(db);
  const words = new Set<string>();
  for (const { text } of rows) {
    for (const word of wordsOf(text)) if (!words.has(word) && !stored.get(keyOf(spaceId, word))) words.add(word);
  }
  return [...words].sort();
}

/** To be called once they are stored. */
export function learnWords(db: Db, spaceId: string, words: readonly string[]): void {
  const stored = storedWords(db);
  for (const word of words) stored.set(keyOf(spaceId, word), true);
}

function storedWords(db: Db): LRUCache<string, true> {
  const words = known.get(db) ?? new LRUCache<string, true>({ max: knownMax });
  known.set(db, words);
  return words;
}

function keyOf(spaceId: string, word: string): string {
  return `${spaceId} ${word}`;
}
