/** A part of the text between spaces, as it was written. Positions count UTF-16 units. */
export interface Token {
  from: number;
  to: number;
  isNegated: boolean;
  /** `from` of `from:detector`, as written; `json.a.b` of `json.a.b=1`. */
  key: string | undefined;
  /** Where the values begin. */
  valueFrom: number;
  values: Value[];
  /** A quotation mark that was not closed. */
  isOpen: boolean;
}

export interface Value {
  from: number;
  to: number;
  text: string;
  isQuoted: boolean;
}

const space = /\s/;
/** A key is a word of letters: times and addresses (`12:30`, `https://…`) are text. */
const keyPattern = /^([a-z]{2,20}):(?!\/)/i;
const jsonPattern = /^(json\.[^\s=":]+)=/i;

/** The tokens of a filter, in order. Whatever is written has tokens: nothing is wrong at this level. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (space.test(text[at] ?? "")) at += 1;
    else {
      const token = tokenAt(text, at);
      tokens.push(token);
      at = token.to;
    }
  }
  return tokens;
}

function tokenAt(text: string, from: number): Token {
  const next = text[from + 1] ?? " ";
  const isNegated = text[from] === "-" && next !== "-" && !space.test(next);
  const begin = isNegated ? from + 1 : from;
  const rest = text.slice(begin, begin + 300);
  const key = (keyPattern.exec(rest) ?? jsonPattern.exec(rest))?.[1];
  const valueFrom = key === undefined ? begin : begin + key.length + 1;
  const isList = key !== undefined && !key.includes(".");
  const { values, to, isOpen } = valuesAt(text, valueFrom, isList);
  return { from, to, isNegated, key, valueFrom, values, isOpen };
}

function valuesAt(text: string, from: number, isList: boolean): Pick<Token, "values" | "to" | "isOpen"> {
  const values: Value[] = [];
  let at = from;
  let isOpen = false;
  while (at < text.length && !space.test(text[at] ?? "")) {
    const begin = at;
    if (text[at] === '"') {
      const quoted = quotedAt(text, at);
      values.push({ from: begin, to: quoted.to, text: quoted.text, isQuoted: true });
      isOpen = !quoted.isClosed;
      at = quoted.to;
      // What follows a closing mark without a space begins a token of its own.
      if (!isList || text[at] !== ",") break;
    } else {
      while (at < text.length && !space.test(text[at] ?? "") && !(isList && text[at] === ",")) at += 1;
      if (at > begin) values.push({ from: begin, to: at, text: text.slice(begin, at), isQuoted: false });
    }
    if (isList && text[at] === ",") at += 1;
  }
  return { values, to: at, isOpen };
}

function quotedAt(text: string, from: number): { text: string; to: number; isClosed: boolean } {
  let content = "";
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text[at] ?? "";
    const next = text[at + 1] ?? "";
    if (character === '"') return { text: content, to: at + 1, isClosed: true };
    if (character === "\\" && (next === '"' || next === "\\")) {
      content += next;
      at += 1;
    } else content += character;
  }
  return { text: content, to: text.length, isClosed: false };
}
