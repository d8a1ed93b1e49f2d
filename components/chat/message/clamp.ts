export const clampCharacters = 4_000;
export const clampLines = 40;
/** Cutting off less than this hides more than it saves. */
const tolerance = 1.25;

export interface ClampedText {
  text: string;
  isClamped: boolean;
  /** Of the whole text. */
  lines: number;
  characters: number;
}

/** The beginning of a long text, cut after a line, else after a word; a short one as it is. An open code fence is closed. */
export function clampText(whole: string): ClampedText {
  const lines = countLines(whole);
  const size = { lines, characters: whole.length };
  if (whole.length <= clampCharacters * tolerance && lines <= clampLines * tolerance) {
    return { text: whole, isClamped: false, ...size };
  }
  const end = Math.min(endOfLine(whole, clampLines), endOfWord(whole, clampCharacters));
  return { text: closeFence(whole.slice(0, end).trimEnd()), isClamped: true, ...size };
}

/** The beginning of a text of at least that length, cut like `clampText` does; a shorter one as it is. */
export function beginningOf(whole: string, characters: number): string {
  return whole.length <= characters ? whole : closeFence(whole.slice(0, endOfWord(whole, characters)).trimEnd());
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

function endOfLine(text: string, count: number): number {
  let at = -1;
  for (let line = 0; line < count; line++) {
    at = text.indexOf("\n", at + 1);
    if (at === -1) return text.length;
  }
  return at;
}

function endOfWord(text: string, characters: number): number {
  if (text.length <= characters) return text.length;
  const line = text.lastIndexOf("\n", characters);
  if (line > characters * 0.8) return line;
  const word = text.lastIndexOf(" ", characters);
  if (word > characters * 0.8) return word;
  const code = text.charCodeAt(characters);
  return code >= 0xdc00 && code <= 0xdfff ? characters - 1 : characters;
}

function closeFence(text: string): string {
  const fences = text.match(/^ {0,3}(```+|~~~+)/gm) ?? [];
  return fences.length % 2 === 0 ? text : `${text}\n${fences.at(-1)?.trim() ?? ""}`;
}
