import { fold } from "./rank";

export type EntryKind = "channel" | "thread" | "agent" | "person" | "page" | "filter" | "space";
export type EntrySection = "recent" | "unread" | "everything";

/** Something that the switcher leads to. */
export interface Entry {
  key: string;
  kind: EntryKind;
  label: string;
  /** What stands beside it: where it is, or what it is about. */
  detail: string;
  href: string;
  /** What is compared with what is typed, folded, the best first. */
  fields: readonly string[];
  /** What is unread there; of places alone. */
  subject?: string;
  isPrivate?: boolean;
  isArchived?: boolean;
}

/** An entry with all that it can be found by; what says nothing is left out. */
export function entryOf(entry: Omit<Entry, "fields">, ...names: readonly string[]): Entry {
  return { ...entry, fields: [...new Set([entry.label, ...names].map(fold))].filter((field) => field !== "") };
}
