import {
  cutTag,
  type Filter,
  type FilterContext,
  foldText,
  readings,
  readStepsMax,
  sendersOf,
  type Term,
  tagsOfTerm,
  wordsOf,
} from "@/sdk/filter";
import type { ScopePart } from "./scope";

/** Of each list, a row of the index has one: what follows from the filter, and is not all of it. */
export type IndexTerms = readonly (readonly string[])[];

/** A stretch of a text that lies between two separators, or is cut off at an end of what was typed. */
export interface Fragment {
  text: string;
  /** The word may begin before it. */
  isOpenBefore: boolean;
  /** The word may go on behind it. */
  isOpenAfter: boolean;
}

/** Finding which words hold a fragment, at the end where it is not open. `undefined`: too many do. */
export type FindWords = (part: Fragment) => Promise<readonly string[] | undefined>;

const placesMax = 64;
const separator = /[ -/:-@[-^`{-~]/;
/** Three letters or digits are what an index of trigrams begins with. */
const searchable = /[a-z0-9]{3}/;

/**
 * What the index can be asked for. Terms that are negated, or too common to help, are left to the conditions. A list that
 * is empty says that nothing can be found at all.
 */
export async function indexTermsOf(
  filter: Filter,
  scope: readonly ScopePart[],
  context: FilterContext,
  findWords: FindWords,
): Promise<IndexTerms> {
  const lists = filter.terms.map((term) => (term.isNegated ? [] : listsOf(term, context, findWords)));
  const subjects = scope.flatMap((part) => part.subjects);
  const places = subjects.length <= placesMax ? [subjects.map((subject) => `in:${subject}`)] : [];
  return [...(await Promise.all(lists)).flat(), ...places];
}

async function listsOf(
  term: Term,
  context: FilterContext,
  findWords: FindWords,
): Promise<readonly (readonly string[])[]> {
  switch (term.kind) {
    case "text": {
      const found = await Promise.all(
        fragmentsOf(foldText(term.text)).map((fragment) => {
          if (!fragment.isOpenBefore && !fragment.isOpenAfter) return [fragment.text];
          return searchable.test(fragment.text) ? findWords(fragment) : undefined;
        }),
      );
      return found.filter((words) => words !== undefined);
    }
    case "from":
      return [sendersOf(term.values, context).map((sender) => `from:${sender}`)];
    case "type":
      return [term.values.map((type) => `type:${type}`)];
    case "thread":
      return term.values.includes("*") ? [] : [term.values.map((thread) => `thread:${thread}`)];
    case "has":
    case "tool":
    case "mentions":
      return [tagsOfTerm(term, context)];
    case "json":
      return term.path.length > readStepsMax ? [] : listsOfValue(term.value);
    default:
      return [];
  }
}

/** A text or number of a message's data stands in its text, unless that was cut. Of each reading, the longest word is asked for. */
function listsOfValue(value: string): string[][] {
  const words = readings(value).map((reading) =>
    isRead(reading) ? longestOf(wordsOf(foldText(String(reading)))) : "",
  );
  return value === "*" || words.includes("") ? [] : [[...words, cutTag]];
}

/** U+2400 is what the database keeps of a NUL, which a text shows as another sign. */
function isRead(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && !value.includes("\u2400"));
}

function longestOf(words: readonly string[]): string {
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), "");
}

/** The words of what was typed; only the first and the last may go on. */
export function fragmentsOf(folded: string): Fragment[] {
  const fragments: Fragment[] = [];
  let from = 0;
  for (let at = 0; at <= folded.length; at += 1) {
    if (at < folded.length && !separator.test(folded[at] ?? "")) continue;
    const [isOpenBefore, isOpenAfter] = [from === 0, at === folded.length];
    if (at > from) fragments.push({ text: folded.slice(from, at), isOpenBefore, isOpenAfter });
    from = at + 1;
  }
  return fragments;
}

/** The lists in the notation of `tsquery`, one for each that differs. */
export function tsqueriesOf(terms: IndexTerms): string[] {
  return [...new Set(terms.map((list) => [...new Set(list)].map(quote).join(" | ")))];
}

function quote(lexeme: string): string {
  return `'${lexeme.replace(/'/g, "''").replace(/\\/g, "\\\\")}'`;
}
