import { z } from "zod";

const message = z.object({
  step: z.number().int().min(0),
  from: z.string().trim().min(1, "who said it"),
  to: z.string().trim().min(1).nullable().default(null),
  kind: z.enum(["message", "thought", "termination-condition"]),
  content: z.string(),
});

const conversation = z.object({
  conversation: z.string().trim().min(1, "the conversation's name"),
  question: z.string().default(""),
  messages: z.array(message).min(1, "at least one message"),
});

export type Conversation = z.infer<typeof conversation>;
export type ConversationMessage = z.infer<typeof message>;

/** Something wrong with one line of the file, told with its number and field. */
export class ConversationFormatError extends Error {
  override readonly name = "ConversationFormatError";
}

/** The conversations of a JSON Lines file, one a line; empty lines are skipped. Throws `ConversationFormatError` at the first bad one. */
export function parseConversations(text: string): Conversation[] {
  const conversations = text
    .split("\n")
    .flatMap((line, index) => (line.trim() === "" ? [] : [parseLine(line, index + 1)]));
  if (conversations.length === 0) throw new ConversationFormatError("The file holds no conversation.");
  return conversations;
}

function parseLine(line: string, number: number): Conversation {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new ConversationFormatError(`Line ${number} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = conversation.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 5).map(({ path, message: what }) => `  ${fieldOf(path)}: ${what}`);
  throw new ConversationFormatError(`Line ${number} is not a conversation:\n${problems.join("\n")}`);
}

function fieldOf(path: PropertyKey[]): string {
  const field = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return field.replace(/^\./, "") || "the line";
}
