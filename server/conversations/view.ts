import type { ThreadRow } from "./repository";

/** A thread that shares the readers of its channel. */
export interface ConversationView {
  channel: string;
  name: string;
  topic: string;
  isPrivate: false;
  state: "Active" | "Paused" | "Archived";
  /** The principal that started it from chat; null when a Thread resource made it. */
  createdBy: string | null;
  /** RFC 3339. */
  createdAt: string;
}

export function viewOf(channel: string, { name, topic, state, createdBy, createdAt }: ThreadRow): ConversationView {
  return { channel, name, topic, isPrivate: false, state, createdBy, createdAt: createdAt.toISOString() };
}
