import { isChannelName, isPrincipalId, isThreadName } from "@/sdk/protocol/names";
import { type Token, tokensOf, type Value } from "./lex";
import { isPeriod, periodExamples } from "./period";
import { quote } from "./print";
import { foldText } from "./search-text";
import {
  type Filter,
  type FilterProblem,
  filterCharactersMax,
  filterTermsMax,
  type ListKey,
  listKeys,
  possessions,
  type Term,
  type TimeKey,
  timeKeys,
} from "./types";

export interface Parsed {
  /** What could be understood. */
  filter: Filter;
  /** What could not, in the order of the text. Empty: the filter is all that was written. */
  problems: FilterProblem[];
}

/** Reads a filter. Never throws: what is wrong is named, with what to write instead, and the rest still counts. */
export function parseFilter(text: string): Parsed {
  const terms: Term[] = [];
  const problems: FilterProblem[] = [];
  for (const token of tokensOf(text.slice(0, filterCharactersMax))) {
    const written = text.slice(token.from, token.to);
    const problem = (message: string, { from, to }: { from: number; to: number } = token) =>
      problems.push({ from, to, token: text.slice(from, to), message });
    if (terms.length === filterTermsMax) {
      problem(`At most ${filterTermsMax} conditions are taken: leave out ${written} and what follows.`);
      break;
    }
    if (token.isOpen) problem(`${written} has no closing quotation mark: write ${written}".`);
    const read = termOf(token);
    if ("problem" in read) problem(read.problem, read.at);
    else terms.push({ isNegated: token.isNegated, ...read });
  }
  if (text.length > filterCharactersMax) {
    const from = filterCharactersMax;
    const message = `A filter has at most ${filterCharactersMax} characters: shorten it.`;
    problems.push({ from, to: text.length, token: text.slice(from, from + 20), message });
  }
  return { filter: { terms }, problems };
}

type Unnegated<T> = T extends Term ? Omit<T, "isNegated"> : never;
type Read = Unnegated<Term> | { problem: string; at?: Value };

function termOf(token: Token): Read {
  const key = token.key?.toLowerCase();
  if (key === undefined) return textOf(token);
  if (key.startsWith("json.")) return jsonOf(token);
  if (isOneOf(listKeys, key)) return listOf(key, token);
  if (isOneOf(timeKeys, key)) return timeOf(key, token);
  const value = token.values.map((each) => each.text).join(",");
  // `Note: …`, as people write it.
  if (value === "") return { kind: "text", text: `${token.key}:` };
  return { problem: `There is no “${token.key}:”. ${remedyFor(key, value)}` };
}

function remedyFor(key: string, value: string): string {
  const near = [...listKeys, ...timeKeys].find((known) => distance(known, key) <= 2);
  const literal = `To search for the words themselves, write ${quote(`${key}:${value}`)}.`;
  return near ? `Did you mean ${near}:${value}? ${literal}` : literal;
}

function textOf({ values: [value] }: Token): Read {
  const text = value?.text ?? "";
  if (foldText(text) === "")
    return { problem: 'There is nothing between the quotation marks: write a word, such as "pump 3".' };
  return { kind: "text", text };
}

function jsonOf({ key = "", values: [value] }: Token): Read {
  const path = key.slice("json.".length).split(".");
  if (path.some((step) => step === "")) {
    return { problem: `${key} has an empty step: write it as json.reading.value=37.2.` };
  }
  if (value === undefined) return { problem: `${key}= needs a value, or * for any: ${key}=*.` };
  return { kind: "json", path, value: value.text };
}

function timeOf(key: TimeKey, { values }: Token): Read {
  const [value, further] = values;
  if (!value) return { problem: `${key}: needs a time: ${periodExamples}.` };
  if (further) return { problem: `${key}: takes one time: leave out ${further.text}.`, at: further };
  if (!isPeriod(value.text)) return { problem: `${value.text} is not a time. Write ${periodExamples}.`, at: value };
  return { kind: key, value: value.text.toLowerCase() };
}

interface Rule {
  /** The value as it is kept, or `undefined` when it is none. */
  read: (value: string) => string | undefined;
  remedy: string;
}

const valueCharactersMax = 256;
const valuesMax = 20;
const id = (value: string) => (isPrincipalId(value) ? value : undefined);
const anything = (value: string) => (value.trim() !== "" && value.length <= valueCharactersMax ? value : undefined);

const rules: Record<ListKey, Rule> = {
  from: {
    read: (value) => id(value.toLowerCase().replace(/^@/, "")),
    remedy: "Write the id of an agent or person, such as from:detector, or from:me",
  },
  in: {
    read: (value) => channelOf(value.toLowerCase().replace(/^#/, "")),
    remedy: "Write the name of a channel, such as in:sensors.anomaly",
  },
  thread: {
    read: (value) => (value === "*" || isThreadName(value.toLowerCase()) ? value.toLowerCase() : undefined),
    remedy: "Write the name of a thread, such as thread:why-37-2, or thread:* for any",
  },
  mentions: {
    read: (value) => mentionOf(value.replace(/^@/, "")),
    remedy: "Write mentions:me, mentions:here, the id of an agent or person, or mentions:group:Name",
  },
  has: {
    read: (value) => (isOneOf(possessions, value.toLowerCase()) ? value.toLowerCase() : undefined),
    remedy: "Write has:attachment, has:code or has:error",
  },
  type: {
    read: (value) => (/^[a-z0-9]+([._-][a-z0-9]+)*$/.test(value.toLowerCase()) ? value.toLowerCase() : undefined),
    remedy: "Write the type of a message, such as type:tool.call",
  },
  tool: { read: anything, remedy: "Write the name of a tool, such as tool:search" },
  correlation: { read: anything, remedy: "Write a correlation id, such as correlation:case-17" },
};

function listOf(key: ListKey, { values }: Token): Read {
  const { read, remedy } = rules[key];
  if (values.length === 0) return { problem: `${key}: needs a value. ${remedy}.` };
  if (values.length > valuesMax)
    return { problem: `${key}: takes at most ${valuesMax} values.`, at: values[valuesMax] };
  const kept: string[] = [];
  for (const value of values) {
    const one = read(value.text);
    if (one === undefined) return { problem: `“${value.text}” cannot stand after ${key}:. ${remedy}.`, at: value };
    if (!kept.includes(one)) kept.push(one);
  }
  return { kind: key, values: kept };
}

function channelOf(value: string): string | undefined {
  return isChannelName(value) ? value : undefined;
}

function mentionOf(value: string): string | undefined {
  const group = /^group:(.{1,200})$/i.exec(value)?.[1];
  return group === undefined ? id(value.toLowerCase()) : `group:${group}`;
}

function isOneOf<Known extends string>(known: readonly Known[], value: string): value is Known {
  return (known as readonly string[]).includes(value);
}

/** Levenshtein's, for words of a few letters. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
