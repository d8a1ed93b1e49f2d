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
  /** Sequence of the message of its channel that it was started from; null when it was not. */
  origin: number | null;
}

export function viewOf(channel: string, row: ThreadRow): ConversationView {
  const { name, topic, state, createdBy, createdAt, origin } = row;
  return {
    ...{ channel, name, topic, isPrivate: false, state, createdBy },
    createdAt: createdAt.toISOString(),
    origin: origin === null ? null : Number(origin),
  };
}
