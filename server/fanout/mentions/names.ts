import { findMentions, type MessageDraft, redactionType, streamDeltaType } from "@/sdk/protocol";

const namesMax = 100;

/** Types whose text is what a program saw or did, not what it says to somebody. */
const withoutMentionsInText = new Set<string>(["tool.call", "tool.result", "event", streamDeltaType]);

/**
 * The names a message mentions: those the draft lists, however it writes them, else those in its text, of which the first
 * hundred count. `undefined` when there are none, which costs no more than looking for an `@`.
 */
export function mentionedNames(draft: MessageDraft): string[] | undefined {
  if (draft.mentions) return draft.mentions.length > 0 ? distinct(draft.mentions.map(withoutSign)) : undefined;
  const text = draft.text ?? draft.payload?.text;
  if (!text?.includes("@")) return undefined;
  const { type = "text" } = draft;
  if (type === redactionType || withoutMentionsInText.has(type)) return undefined;
  const names = distinct(findMentions(text).map(({ name }) => name));
  return names.length > 0 ? names.slice(0, namesMax) : undefined;
}

function withoutSign(name: string): string {
  return name.startsWith("@") ? name.slice(1) : name;
}

function distinct(names: string[]): string[] {
  return names.length > 1 ? [...new Set(names)] : names;
}
