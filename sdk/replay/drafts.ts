import type { MessageDraft } from "../protocol";
import type { Conversation, ConversationMessage } from "./conversations";

const idCharactersMax = 63;
const topicCharactersMax = 200;
const threadCharactersMax = 63;

/** A speaker's name as a principal's id. */
export function principalIdOf(speaker: string): string {
  const id = speaker
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^[_-]+/, "")
    .slice(0, idCharactersMax);
  return id || "speaker";
}

/** Everybody who says something, each once. */
export function speakersOf(conversations: readonly Conversation[]): string[] {
  return [...new Set(conversations.flatMap(({ messages }) => messages.map(({ from }) => from)))];
}

/** The thread a conversation is replayed in. */
export function threadOf({ conversation, question }: Conversation): { name: string; topic: string } {
  const topic = question.replace(/\s+/g, " ").trim() || conversation;
  const name = conversation
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, threadCharactersMax)
    .replace(/^-+|-+$/g, "");
  return { name: name || "conversation", topic: topic.slice(0, topicCharactersMax) };
}

/** One message of a conversation as it is sent; `idOf` gives the principal that a speaker became. */
export function draftOf(
  message: ConversationMessage,
  story: { correlationId: string; causationId: string | undefined },
  idOf: (speaker: string) => string,
): MessageDraft {
  const to = message.to === null ? undefined : [idOf(message.to)];
  const common = { ...story, destination: to, mentions: to, headers: { "replay-step": `${message.step}` } };
  const text = message.content;
  switch (message.kind) {
    case "message":
      return { ...common, type: "text", payload: { text } };
    case "thought":
      return { ...common, type: "agent.thought", payload: { text } };
    case "termination-condition":
      return { ...common, type: "event", payload: { text, data: { event: "termination" } } };
  }
}
