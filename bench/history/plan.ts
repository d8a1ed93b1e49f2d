/** How much there is, and of what. Everything else follows from a message's number. */
export interface HistoryPlan {
  messages: number;
  channels: number;
  agents: number;
  /** Ready-made halves of what is said. */
  sentences: number;
  words: number;
}

export const fullPlan: HistoryPlan = {
  messages: 10_000_000,
  channels: 400,
  agents: 3_000,
  sentences: 50_000,
  words: 30_000,
};

export const historySpaceId = "history";
/** Who reads and searches: a member of some channels. */
export const reader = "reader";

/** Numbers from 0 to 1, the same in each run. */
export function drawsFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const onsets = [
  "b",
  "br",
  "c",
  "d",
  "dr",
  "f",
  "g",
  "h",
  "k",
  "l",
  "m",
  "n",
  "p",
  "pl",
  "r",
  "s",
  "st",
  "t",
  "tr",
  "v",
];
const nuclei = ["a", "e", "i", "o", "u", "ea", "io", "ou"];
const codas = ["", "", "l", "n", "r", "s", "t", "x"];

/** Words that can be spoken, the most frequent first. */
export function makeWords(count: number): string[] {
  const draw = drawsFrom(1);
  const one = (parts: readonly string[]) => parts[Math.floor(draw() * parts.length)] ?? "";
  const words = new Set<string>();
  while (words.size < count) {
    const syllables = 1 + Math.floor(draw() * 3) + (words.size > 500 ? 1 : 0);
    words.add(Array.from({ length: syllables }, () => one(onsets) + one(nuclei) + one(codas)).join(""));
  }
  return [...words];
}

/** Sentences of about eight words, few of which are in most of them, as people and agents speak. */
export function makeSentences(words: readonly string[], count: number): string[] {
  const draw = drawsFrom(2);
  const word = () => words[Math.floor(words.length * draw() ** 4)] ?? "";
  return Array.from({ length: count }, () => Array.from({ length: 5 + Math.floor(draw() * 7) }, word).join(" "));
}
