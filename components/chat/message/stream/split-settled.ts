/** A growing text in parts: those that no further words change, and the one that is being written. */
export interface SettledText {
  settled: readonly string[];
  rest: string;
}

const mergedCharactersMin = 600;

/**
 * Cuts at blank lines, where a paragraph begins that belongs to nothing before it, so that only the rest is parsed anew when it
 * grows. The same beginning always gives the same parts. A definition that comes later does not reach into parts before it.
 */
export function splitSettled(text: string): SettledText {
  const settled: string[] = [];
  let from = 0;
  let at = 0;
  let fence: string | undefined;
  let wasBlank = false;
  while (at < text.length) {
    const end = text.indexOf("\n", at);
    if (end === -1) break;
    const line = text.slice(at, end);
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined && wasBlank && at - from >= mergedCharactersMin && beginsAnew(line)) {
      settled.push(text.slice(from, at));
      from = at;
    }
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
    } else if (mark) fence = mark;
    wasBlank = fence === undefined && line.trim() === "";
    at = end + 1;
  }
  return { settled, rest: text.slice(from) };
}

/** Not the next item of a list, a part of one, a row of a table or a quote. */
function beginsAnew(line: string): boolean {
  return /^(#{1,6} |[\p{L}"'*_`~([])/u.test(line) && !/^(\*|_|-)(\s|\1)/.test(line) && !/^\[\^?[^\]]*\]:/.test(line);
}
