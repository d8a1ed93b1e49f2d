/** What somebody wants to hear of a place. `following` is for threads: their first unread message is for them. */
export type Level = "default" | "following" | "muted";

/** How a message is for somebody. */
export type MentionKind = "direct" | "group" | "here" | "addressed" | "thread";

/** A place that a person may read, as the counts need it. */
export interface OpenPlace {
  /** Stored subject. */
  subject: string;
  /** What was stored before is no longer shown; null: everything is. */
  since: Date | null;
}
