const attemptsMax = 8;
const charactersMax = 200_000;

/** The text with each JSON object or list that stands on lines of its own put into a code fence, so that its shape survives markdown. */
export function fenceJson(text: string): string {
  if (!/^[ \t]*[[{]/m.test(text)) return text;
  let fenced = "";
  let from = 0;
  let attempts = 0;
  let isInFence = false;
  for (const line of text.matchAll(/^(?: {0,3}(```|~~~)|[ \t]*(?=[[{]))/gm)) {
    const start = line.index + line[0].length;
    if (start < from) continue;
    if (line[1]) isInFence = !isInFence;
    if (line[1] || isInFence) continue;
    if (attempts++ === attemptsMax) break;
    const end = endOfJson(text, start);
    if (end === undefined || !isOnOwnLines(text, start, end) || !isJson(text.slice(start, end))) continue;
    const before = text.slice(from, start).trimEnd();
    fenced += `${before}${before ? "\n\n" : ""}\`\`\`json\n${text.slice(start, end)}\n\`\`\`\n`;
    from = end;
  }
  return fenced + text.slice(from);
}

/** After the bracket that closes the one at `start`; brackets in strings do not count. */
function endOfJson(text: string, start: number): number | undefined {
  let depth = 0;
  let isInString = false;
  const limit = Math.min(text.length, start + charactersMax);
  for (let at = start; at < limit; at++) {
    const character = text[at];
    if (isInString) {
      if (character === "\\") at++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) return at + 1;
  }
  return undefined;
}

function isOnOwnLines(text: string, start: number, end: number): boolean {
  const isMultiLine = text.slice(start, end).includes("\n");
  return isMultiLine && /^[ \t]*(\n|$)/.test(text.slice(end, end + 200));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
