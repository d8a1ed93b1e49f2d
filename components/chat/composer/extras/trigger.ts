/** What is being written at the caret that can be completed. */
export interface Trigger {
  kind: "mention" | "command";
  /** Where its sign is. */
  from: number;
  /** Behind what is written of it. */
  to: number;
  query: string;
}

// As mentions begin (sdk/protocol/mentions), and as far as one may be written.
const mention = /(?<![\p{L}\p{N}_.@/\\+=&-])@((?:group:"?)?[\p{L}\p{N}_. -]{0,64})$/u;
const command = /^\s*\/([a-z-]*)$/i;

/** The mention or the command that ends at the caret. */
export function triggerAt(text: string, caret: number): Trigger | undefined {
  const before = text.slice(0, caret);
  const written = command.exec(before);
  if (written)
    return { kind: "command", from: before.indexOf("/"), to: caret, query: (written[1] ?? "").toLowerCase() };
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const found = mention.exec(line);
  if (!found || isInCode(before)) return undefined;
  const query = found[1] ?? "";
  const isGroup = query.startsWith("group:");
  const words = query.replace(/^group:"?/, "");
  // Only a group's name in quotes has spaces.
  if (words.includes(" ") && !query.startsWith('group:"')) return undefined;
  const at = before.length - line.length + found.index;
  return { kind: "mention", from: at, to: caret, query: isGroup ? words : query };
}

/** Whether the text ends within code: after an odd number of fences, or of backticks in its last line. */
function isInCode(text: string): boolean {
  const fences = text.match(/^ {0,3}(```|~~~)/gm)?.length ?? 0;
  if (fences % 2 === 1) return true;
  const line = text.slice(text.lastIndexOf("\n") + 1);
  return (line.match(/`/g)?.length ?? 0) % 2 === 1;
}
