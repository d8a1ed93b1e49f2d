/** A command and what was written after it. */
export interface WrittenCommand {
  name: string;
  argument: string;
}

/** The command that a text is: a slash and a word at its beginning, with nothing of a path about it. Two slashes are none. */
export function commandOf(text: string): WrittenCommand | undefined {
  const found = /^\/([a-z][a-z-]*)(?:\s+([\s\S]*))?$/i.exec(text.trim());
  return found?.[1] === undefined ? undefined : { name: found[1].toLowerCase(), argument: (found[2] ?? "").trim() };
}

/** What is posted of a text: `//` at its beginning stands for `/`. */
export function withoutEscape(text: string): string {
  return text.replace(/^(\s*)\/\//, "$1/");
}
