import type { ListKey, TimeKey } from "@/sdk/filter";

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** What each key asks for, and how it is written. */
export const keyTexts: Record<ListKey | TimeKey, { meaning: string; example: string }> = {
  from: { meaning: "Who sent it", example: "from:detector" },
  in: { meaning: "A channel and its threads", example: "in:sensors.anomaly" },
  thread: { meaning: "A thread; * for any", example: "thread:*" },
  mentions: { meaning: "Whom it mentions", example: "mentions:me" },
  has: { meaning: "An attachment, code or an error", example: "has:error" },
  type: { meaning: "What kind of message it is", example: "type:tool.call" },
  tool: { meaning: "The tool that was called or answered", example: "tool:search" },
  correlation: { meaning: "The exchange it belongs to", example: "correlation:case-17" },
  before: { meaning: "Stored before a time", example: "before:2026-03-01" },
  after: { meaning: "Stored after a time", example: "after:7d" },
  during: { meaning: "Stored within a day, month or year", example: "during:today" },
};

/** What can be written without a key of that kind. */
export const otherTexts = [
  { example: '"pump 3 failed"', meaning: "These words in this order" },
  { example: "-valve", meaning: "Not this; before keys too" },
  { example: "json.reading.value=37.2", meaning: "A value in structured data; * for any" },
] as const;

/** The words of search and of live filters. */
export const searchTexts = {
  search: "Search messages",
  close: "Close search",
  field: "Search this space",
  placeholder: 'Words, "phrases", from:, in:, has:error …',
  clear: "Clear",
  suggestions: "Suggestions",
  results: "Results",
  searching: "Searching …",
  hintTitle: "What you can write",
  noneTitle: "Nothing found",
  noneDescription: "No message that you may read fulfils all of this. Leave a condition out, or write fewer words.",
  noneYetTitle: "Nothing found so far",
  noneYetDescription: "Only a part of the history has been looked through.",
  examined: (messages: number, through: string | null) => {
    const counted = `${messages.toLocaleString()} ${messages === 1 ? "message" : "messages"}`;
    return through === null
      ? `Looked through ${counted}.`
      : `Looked through ${counted}, back to ${day.format(new Date(through))}.`;
  },
  complete: "That is all there is.",
  further: "Look further back",
  looking: "Looking further back …",
  found: (count: number, isMore: boolean) =>
    `${count.toLocaleString()}${isMore ? " or more" : ""} ${count === 1 && !isMore ? "message" : "messages"} found`,
  failedTitle: "The search failed",
  redacted: "The content of this message was removed.",
  empty: "No words in it.",
  place: (channel: string, thread: string | undefined) =>
    thread === undefined ? `#${channel}` : `#${channel} › ${thread}`,
  at: (storedAt: string) => {
    const time = new Date(storedAt);
    return `${day.format(time)}, ${clock.format(time)}`;
  },
  exactly: (storedAt: string) => exact.format(new Date(storedAt)),
  saved: "Saved filters",
  mine: "Yours",
  shared: "Shared by others",
  savedBy: (name: string) => `by ${name}`,
  save: "Save filter",
  saveName: "Name",
  saveShared: "Share with everybody in this space",
  saveConfirm: "Save",
  saveCancel: "Cancel",
  savedNow: (name: string) => `“${name}” is saved.`,
  remove: (name: string) => `Remove “${name}”`,
  removed: (name: string) => `“${name}” is removed.`,
  removeFailed: "The filter could not be removed.",
  savedFailed: "Saved filters could not be read.",
  copyAddress: "Copy the address of this search",
  copied: "Copied. Whoever opens it searches with their own rights.",
  copyFailed: "Copying was not allowed. Take the address from the address bar.",
  filterHere: "Filter the channel live",
  liveField: "Show only",
  liveClear: "Show everything",
  livePlaceholder: "from:detector has:error …",
  liveShown: (shown: number, total: number) => `${shown.toLocaleString()} of ${total.toLocaleString()} loaded`,
  liveSearch: "Search all of history",
} as const;
