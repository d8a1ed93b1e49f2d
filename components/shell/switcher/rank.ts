/** As texts are compared here: without regard to case and accents. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .trim();
}

/** The words of what is typed, folded. */
export function wordsTyped(query: string): string[] {
  return fold(query).split(/\s+/).filter(Boolean);
}

const fieldWeights = [1, 0.9, 0.6];

/**
 * How well the folded fields answer the words that were typed; 0 when a word is in none of them. Whole names come before
 * beginnings, beginnings before words, words before parts of words, and all of these before scattered letters.
 */
export function rankOf(words: readonly string[], fields: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    let best = 0;
    for (const [index, field] of fields.entries()) {
      best = Math.max(best, scoreOf(word, field) * (fieldWeights[index] ?? 0.5));
    }
    if (best === 0) return 0;
    sum += best;
  }
  return words.length === 0 ? 0 : sum / words.length;
}

/** Stretches of a text that answer a word, from (inclusive) to (exclusive), ascending. */
export type Marks = [from: number, to: number][];

/** Where the words stand in a text as it is shown; of texts that folding makes longer or shorter nothing is marked. */
export function marksOf(words: readonly string[], text: string): Marks {
  const folded = fold(text);
  if (folded.length !== text.length) return [];
  const marks = words.flatMap((word): Marks => {
    const at = placeOf(word, folded);
    if (at >= 0) return [[at, at + word.length]];
    return (lettersOf(word, folded) ?? []).map((index): [number, number] => [index, index + 1]);
  });
  return joined(marks);
}

function joined(marks: Marks): Marks {
  const result: Marks = [];
  for (const [from, to] of marks.sort(([one], [other]) => one - other)) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function scoreOf(word: string, text: string): number {
  const at = placeOf(word, text);
  if (at >= 0) {
    const where = at === 0 ? 300 : isStart(text, at) ? 200 : 100;
    return where + 90 * (word.length / text.length) + (word.length === text.length ? 100 : 0);
  }
  const letters = lettersOf(word, text);
  if (!letters) return 0;
  const span = (letters.at(-1) ?? 0) - (letters[0] ?? 0) + 1;
  const starts = letters.filter((index) => isStart(text, index)).length;
  return 10 + 40 * (word.length / span) + 40 * (starts / word.length);
}

/** Where the word stands, at the beginning of one if it does anywhere; -1 when nowhere. */
function placeOf(word: string, text: string): number {
  const first = text.indexOf(word);
  for (let at = first; at >= 0; at = text.indexOf(word, at + 1)) if (isStart(text, at)) return at;
  return first;
}

/** The letters of the word in their order, the first at the beginning of a word, each as early as it can be. */
function lettersOf(word: string, text: string): number[] | undefined {
  if (word.length < 2) return undefined;
  for (let start = text.indexOf(word.charAt(0)); start >= 0; start = text.indexOf(word.charAt(0), start + 1)) {
    if (!isStart(text, start)) continue;
    const letters = [start];
    for (const letter of word.slice(1)) {
      const at = text.indexOf(letter, (letters.at(-1) ?? 0) + 1);
      if (at < 0) return undefined;
      letters.push(at);
    }
    return letters;
  }
  return undefined;
}

const wordCharacter = /[\p{L}\p{N}]/u;

function isStart(text: string, at: number): boolean {
  return at === 0 || !wordCharacter.test(text.charAt(at - 1));
}
