/** How a preformatted block is shown: `output` keeps its lines and scrolls, `log` wraps what is too long to follow. */
export type BlockKind = "output" | "log" | "diff";

const wideCharacters = 160;

/** What a run of lines without a blank one is, when its shape says that it is no prose; `undefined` when markdown can have it. */
export function blockKindOf(lines: readonly string[]): BlockKind | undefined {
  if (isMarkup(lines[0] ?? "")) return undefined;
  if (lines.some((line) => /^(@@ -\d|diff --git |--- a\/|\+\+\+ b\/)/.test(line))) return "diff";
  if (isDrawn(lines) || isShell(lines) || isStack(lines)) return kindByWidth(lines);
  return hasColumns(lines) || isCode(lines) ? "output" : undefined;
}

/** Whether the lines are short enough to be scrolled as they are. */
export function kindByWidth(lines: readonly string[]): "output" | "log" {
  const wide = lines.filter((line) => line.length > wideCharacters).length;
  return wide > 0 && !hasColumns(lines) ? "log" : "output";
}

/** Begins a list, a quote, a table, a heading or indented code: markdown knows these. */
function isMarkup(line: string): boolean {
  return /^\s*([-*+] |\d+[.)] |>|\||#{1,6} )/.test(line) || /^( {4}|\t)/.test(line);
}

/** Boxes and rules drawn with characters. */
function isDrawn(lines: readonly string[]): boolean {
  const drawn = lines.filter((line) => /[│┃║┌└├┼╔╚╠╭╰▏█▇▆▅▄▃▂▁]|[─━═]{3}|^\s*\+[-=+]{3,}\+?\s*$/.test(line)).length;
  return drawn >= 2 && drawn * 2 >= lines.length;
}

/** A prompt with a command, of a shell or of Python. */
function isShell(lines: readonly string[]): boolean {
  return /^(\$ \S|>>> \S|[\w.-]+@[\w.-]+:\S*[$#] |PS [A-Z]:\\\S*> |In \[\d+\]: )/.test(lines[0] ?? "");
}

/** Where a program failed, as most runtimes write it. */
function isStack(lines: readonly string[]): boolean {
  const frames = lines.filter((line) => /^\s+(at \S+.*[)\d]$|File ".*", line \d+|from \S+:\d+:in )/.test(line)).length;
  return frames >= 2 || (frames === 1 && /(Error|Exception)\b/.test(lines.join("\n")));
}

const tableLinesMin = 3;
const spacedShareMin = 0.5;
const widthMax = 400;

/** Lines that leave the same columns empty, with something on both sides in each; most of them by more than one space. */
export function hasColumns(lines: readonly string[]): boolean {
  if (lines.length < tableLinesMin) return false;
  const spaced = lines.filter((line) => /\S {2,}\S/.test(line)).length;
  if (spaced < lines.length * spacedShareMin) return false;
  const width = Math.min(...lines.map((line) => line.trimEnd().length), widthMax);
  const starts = Math.max(...lines.map((line) => line.search(/\S/)));
  for (let column = starts + 1; column < width; column++) {
    if (!lines.every((line) => line[column] === " ")) continue;
    const isWide = lines.every((line) => line[column - 1] === " " || line[column + 1] === " ");
    const isStart = lines.every((line) => line[column + 1] !== " ");
    const gaps = lines.filter((line) => line[column - 1] === " ").length;
    if (isWide || (isStart && gaps >= lines.length * spacedShareMin)) return true;
  }
  return false;
}

/** Code that nobody fenced: a line that opens something, and deeper ones below it. */
function isCode(lines: readonly string[]): boolean {
  if (lines.length < tableLinesMin) return false;
  let opened = 0;
  for (let index = 1; index < lines.length; index++) {
    const [before, line] = [lines[index - 1] ?? "", lines[index] ?? ""];
    if (/[{([:]\s*$/.test(before) && indentOf(line) >= indentOf(before) + 2 && !isMarkup(line.trim())) opened++;
  }
  const codeLike = lines.filter((line) =>
    /[{}()[\];=]|^\s*(def|class|if|for|while|return|import|from|const|let|function)\b/.test(line),
  );
  return opened > 0 && codeLike.length * 2 >= lines.length;
}

function indentOf(line: string): number {
  return Math.max(0, line.search(/\S/));
}
