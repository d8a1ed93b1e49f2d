import { knownMessageTypes } from "@/sdk/protocol/envelope";
import { tokensOf } from "./lex";
import { quote } from "./print";
import { listKeys, possessions, timeKeys } from "./types";

/** What there is to choose from, best first. What is absent is not offered. */
export interface CompletionSources {
  principals?: readonly { id: string; label?: string }[];
  channels?: readonly string[];
  threads?: readonly { name: string; label?: string }[];
  groups?: readonly string[];
  types?: readonly string[];
  tools?: readonly string[];
}

/** One thing that can be put in place of what is being written. */
export interface Suggestion {
  /** What stands there afterwards. */
  text: string;
  /** Who or what that is, where the text does not say it; keys are explained by the caller. */
  label?: string;
  /** A key: more is to be written after it. */
  isKey: boolean;
}

export interface Completion {
  /** The part of the text that a suggestion takes the place of. */
  from: number;
  to: number;
  suggestions: Suggestion[];
}

const suggestionsMax = 8;
const keys = [...listKeys, ...timeKeys].map((key) => `${key}:`);
const times = ["today", "yesterday", "1h", "24h", "7d", "30d"];

/** What could be written where the caret is: keys at the beginning of a word, after a key its values. */
export function completeFilter(text: string, caret: number, sources: CompletionSources): Completion {
  const token = tokensOf(text).find(({ from, to }) => from < caret && caret <= to);
  if (!token) return { from: caret, to: caret, suggestions: keys.map((key) => ({ text: key, isKey: true })) };
  const begin = token.isNegated ? token.from + 1 : token.from;
  if (token.key === undefined || caret < token.valueFrom) {
    const typed = text.slice(begin, caret).toLowerCase();
    const fitting = keys.filter((key) => typed !== "" && key.startsWith(typed) && key !== typed);
    return { from: begin, to: token.to, suggestions: fitting.map((key) => ({ text: key, isKey: true })) };
  }
  const value = token.values.find(({ from, to }) => from <= caret && caret <= to);
  const [from, to] = value ? [value.from, value.to] : [caret, caret];
  const typed = text
    .slice(from, caret)
    .replace(/^["@#]/, "")
    .toLowerCase();
  const written = token.values.filter((each) => each !== value).map((each) => each.text);
  const suggestions = valuesOf(token.key.toLowerCase(), sources)
    .filter(({ text: offered }) => !written.includes(offered))
    .map((offered) => ({ offered, rank: rankOf(offered, typed) }))
    .filter(({ rank }) => rank < 3)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, suggestionsMax)
    .map(({ offered }) => ({ ...offered, text: /[\s",]/.test(offered.text) ? quote(offered.text) : offered.text }));
  const isWhole = suggestions.length === 1 && suggestions[0]?.text === text.slice(from, to);
  return { from, to, suggestions: isWhole ? [] : suggestions };
}

function valuesOf(key: string, sources: CompletionSources): Suggestion[] {
  const { principals = [], channels = [], threads = [], groups = [], types = knownMessageTypes, tools = [] } = sources;
  const plain = (values: readonly string[]) => values.map((text) => ({ text, isKey: false }));
  const people = principals.map(({ id, label }) => ({ text: id, label, isKey: false }));
  switch (key) {
    case "from":
      return [...plain(["me"]), ...people];
    case "mentions":
      return [...plain(["me", "here"]), ...people, ...plain(groups.map((group) => `group:${group}`))];
    case "in":
      return plain(channels);
    case "thread":
      return [...plain(["*"]), ...threads.map(({ name, label }) => ({ text: name, label, isKey: false }))];
    case "has":
      return plain(possessions);
    case "type":
      return plain(types.filter((type) => type !== "message.redaction"));
    case "tool":
      return plain(tools);
    case "before":
    case "after":
    case "during":
      return plain(times);
    default:
      return [];
  }
}

/** 0: begins so; 1: its label does; 2: it is in there somewhere; 3: not at all. */
function rankOf({ text, label = "" }: Suggestion, typed: string): number {
  if (text.toLowerCase().startsWith(typed)) return 0;
  if (label.toLowerCase().startsWith(typed)) return 1;
  return `${text} ${label}`.toLowerCase().includes(typed) ? 2 : 3;
}
