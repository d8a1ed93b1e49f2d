import type { Envelope } from "@/sdk/protocol";
import { readableTextOf } from "./search-text";
import type { Filter } from "./types";

/** A piece of what a message says, with what was looked for in it. */
export interface Excerpt {
  text: string;
  /** Begin and end of each find, ascending, in UTF-16 units of `text`. */
  marks: [from: number, to: number][];
  /** Something was left out before and after it. */
  isCutBefore: boolean;
  isCutAfter: boolean;
}

const charactersMax = 240;
const lead = 60;
const marksMax = 50;

/** The part of the message around the first word that the filter looks for; its beginning when it looks for none. */
export function excerptOf(envelope: Pick<Envelope, "payload" | "attachments">, filter: Filter): Excerpt {
  const whole = readableTextOf(envelope).replace(/\s+/g, " ").trim();
  const pattern = patternOf(filter);
  const first = pattern ? (pattern.exec(whole)?.index ?? 0) : 0;
  const from = first + lead < charactersMax ? 0 : wordBefore(whole, first - lead);
  const text = whole.slice(from, from + charactersMax).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");
  const marks: Excerpt["marks"] = [];
  if (pattern) {
    pattern.lastIndex = 0;
    for (const found of text.matchAll(pattern)) {
      if (marks.length === marksMax) break;
      marks.push([found.index, found.index + found[0].length]);
    }
  }
  return { text, marks, isCutBefore: from > 0, isCutAfter: from + text.length < whole.length };
}

function patternOf({ terms }: Filter): RegExp | undefined {
  const wanted = terms.flatMap((term) => (term.kind === "text" && !term.isNegated ? [term.text.trim()] : []));
  if (wanted.length === 0) return undefined;
  const longestFirst = wanted.sort((one, other) => other.length - one.length);
  const escaped = longestFirst.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, " "));
  return new RegExp(escaped.join("|"), "gi");
}

function wordBefore(text: string, at: number): number {
  const space = text.lastIndexOf(" ", at);
  return space > at - 20 ? space + 1 : at;
}
