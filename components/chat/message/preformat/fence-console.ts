import { type BlockKind, blockKindOf, kindByWidth } from "./block-kind";

const charactersMax = 300_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals take for commands begins with one
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const executed = /^(exitcode: -?\d+ \([^)\n]*\))\n(?:Code output: ?)?/;

/**
 * The text with what programs printed put into code fences: results of executed code, tracebacks, tables aligned by spaces,
 * drawn boxes, shell sessions, code without a fence. Everything else stays as it is; colours of terminals are taken out.
 */
export function fenceConsole(text: string): string {
  const plain = text.includes("\u001b") ? text.replace(escapes, "") : text;
  if (plain.length > charactersMax) return plain;
  const execution = executed.exec(plain);
  if (execution?.[1]) return `${execution[1]}\n\n${outputOf(plain.slice(execution[0].length))}`;
  return mayHavePrinted(plain) ? fenceBlocks(plain.split("\n")) : plain;
}

/** Whether the text is what an executor says of code that it ran. */
export function isExecution(text: string): boolean {
  return executed.test(text);
}

/** A cheap look, so that ordinary messages cost nothing more. */
function mayHavePrinted(text: string): boolean {
  return /\S {2,}\S|\n[ \t]+\S|^(\$|>>>|PS) |@.*[$#] |[│┌└├─═║╔╭█]|Traceback \(|\+---|^@@ -|^diff --git/m.test(text);
}

function outputOf(text: string): string {
  const lines = text.replace(/\s+$/, "").split("\n");
  if (lines.length === 1 && lines[0]?.trim() === "") return "";
  return fenced(lines, kindByWidth(lines));
}

function fenceBlocks(lines: readonly string[]): string {
  const out: string[] = [];
  let isInList = false;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const end = endOfFence(lines, at) ?? endOfTraceback(lines, at) ?? endOfGroup(lines, at);
    const group = lines.slice(at, end);
    const isFence = /^ {0,3}(`{3,}|~{3,})/.test(line);
    if (line.trim() !== "" && !isFence) {
      isInList = /^\s*([-*+]|\d+[.)]) /.test(line) || (isInList && /^\s/.test(line));
      const kind = isTraceback(line) ? kindByWidth(group) : isInList ? undefined : blockKindOf(group);
      if (kind) {
        if (out.length > 0 && out.at(-1)?.trim() !== "") out.push("");
        out.push(fenced(group, kind), "");
        at = end;
        continue;
      }
    }
    out.push(...group);
    at = end;
  }
  return out.join("\n");
}

/** After the fence that begins here; `undefined` when none does. */
function endOfFence(lines: readonly string[], at: number): number | undefined {
  const mark = /^ {0,3}(`{3,}|~{3,})/.exec(lines[at] ?? "")?.[1];
  if (!mark) return undefined;
  const closing = new RegExp(`^ {0,3}${mark[0]}{${mark.length},}\\s*$`);
  for (let index = at + 1; index < lines.length; index++) if (closing.test(lines[index] ?? "")) return index + 1;
  return lines.length;
}

function isTraceback(line: string): boolean {
  return /^\s*Traceback \(most recent call last\):/.test(line);
}

/** After a Python traceback, with those it names as its causes. */
function endOfTraceback(lines: readonly string[], at: number): number | undefined {
  if (!isTraceback(lines[at] ?? "")) return undefined;
  let end = at + 1;
  while (end < lines.length) {
    const line = lines[end] ?? "";
    const next = lines[end + 1] ?? "";
    const isPart = /^\s+\S/.test(line) || isTraceback(line) || /^(During handling|The above exception)/.test(line);
    const isBetween = line.trim() === "" && (isTraceback(next) || /^(During handling|The above exception)/.test(next));
    const isError = /^[A-Za-z_][\w.]*(?::|$)/.test(line) && /^\s/.test(lines[end - 1] ?? "");
    if (!isPart && !isBetween && !isError) break;
    end++;
  }
  return end;
}

/** After the run of lines that a blank one, a fence or a traceback ends. */
function endOfGroup(lines: readonly string[], at: number): number {
  if ((lines[at] ?? "").trim() === "") return at + 1;
  let end = at + 1;
  while (end < lines.length) {
    const line = lines[end] ?? "";
    if (line.trim() === "" || isTraceback(line) || /^ {0,3}(`{3,}|~{3,})/.test(line)) break;
    end++;
  }
  return end;
}

function fenced(lines: readonly string[], kind: BlockKind): string {
  const longest = Math.max(5, ...lines.map((line) => /^\s*(~+)/.exec(line)?.[1]?.length ?? 0));
  const fence = "~".repeat(longest + 1);
  return `${fence}${kind}\n${lines.join("\n")}\n${fence}`;
}
