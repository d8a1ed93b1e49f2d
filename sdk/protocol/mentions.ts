/** Everybody who is online in the place: `@here`. */
export const hereMention = "here";
/** Before a group's name, in canonical mentions always and in texts where somebody wants to be exact. */
export const groupMentionMark = "group:";

/** A mention as it stands in a text. */
export interface FoundMention {
  /** Where its `@` is. */
  start: number;
  /** Behind its last character. */
  end: number;
  /** What it names: `detector`, `here`, `MLWorkersGroup`, `group:MLWorkersGroup`. */
  name: string;
}

const searchedCharactersMax = 65_536;

// Not behind a word (e-mail addresses), a path, an option or a backslash; not before a path, a further @ or a server's name.
const start = String.raw`(?<![\p{L}\p{N}_.@/\\+=&-])@`;
const word = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}_.-]{0,251}[\p{L}\p{N}_-])?`;
const end = String.raw`(?![\p{L}\p{N}_@/-]|[.:][\p{L}\p{N}])`;
const mention = new RegExp(`${start}(?:group:"([^"\\n]{1,253})"|group:(${word})${end}|(${word})${end})`, "gu");

/** The mentions in plain text, in which nothing is code: `@name`, `@group:Name`, `@group:"Name of words"`. */
export function mentionsInPlainText(text: string): FoundMention[] {
  if (!text.includes("@")) return [];
  return Array.from(text.matchAll(mention), ({ 0: whole, 1: quoted, 2: group, 3: name = "", index }) => {
    const groupName = quoted ?? group;
    return {
      start: index,
      end: index + whole.length,
      name: groupName === undefined ? name : groupMentionMark + groupName,
    };
  });
}

/** The mentions in markdown, without those in code. Only the first 65,536 characters are looked at. */
export function findMentions(text: string): FoundMention[] {
  if (!text.includes("@")) return [];
  const searched = text.slice(0, searchedCharactersMax);
  return mentionsInPlainText(searched.includes("`") || searched.includes("~~~") ? withoutCode(searched) : searched);
}

/** Which of a message's canonical mentions a name in its text stands for; `undefined`: it names nobody who can read the place. */
export function resolvedMention(name: string, mentions: readonly string[] | undefined): string | undefined {
  if (!mentions?.length) return undefined;
  return [name, groupMentionMark + name, name.toLowerCase()].find((candidate) => mentions.includes(candidate));
}

/** The same text with spaces in place of code, so that positions stay what they are. */
function withoutCode(text: string): string {
  const lines = text.split("\n");
  let fence: string | undefined;
  let paragraph: string[] = [];
  const shown: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) shown.push(...withoutInlineCode(paragraph.join("\n")).split("\n"));
    paragraph = [];
  };
  for (const line of lines) {
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence !== undefined) {
      shown.push(blank(line));
      if (mark?.[1]?.startsWith(fence) && mark[2]?.trim() === "") fence = undefined;
    } else if (mark?.[1] && !(mark[1].startsWith("`") && mark[2]?.includes("`"))) {
      flush();
      fence = mark[1];
      shown.push(blank(line));
    } else if (line.trim() === "") {
      flush();
      shown.push(line);
    } else paragraph.push(line);
  }
  flush();
  return shown.join("\n");
}

/** Of one paragraph: a run of backticks opens code that the next run of the same length closes. */
function withoutInlineCode(text: string): string {
  const runs = Array.from(text.matchAll(/`+/g), ({ 0: { length }, index }) => ({ length, index }));
  const later = new Map<number, number[]>();
  for (const { length, index } of runs.toReversed()) {
    const same = later.get(length);
    if (same) same.push(index);
    else later.set(length, [index]);
  }
  let shown = "";
  let reached = 0;
  for (const { length, index } of runs) {
    if (index < reached) continue;
    const same = later.get(length) ?? [];
    while (same.length > 0 && (same.at(-1) ?? 0) <= index) same.pop();
    const close = same.at(-1);
    if (close === undefined) continue;
    shown += text.slice(reached, index) + blank(text.slice(index, close + length));
    reached = close + length;
  }
  return shown + text.slice(reached);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
