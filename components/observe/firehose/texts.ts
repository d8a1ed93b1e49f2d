import type { FirehoseEvent } from "./entry";

const number = new Intl.NumberFormat();
const rate = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 });
const duration = new Intl.NumberFormat(undefined, { style: "unit", unit: "second", maximumFractionDigits: 0 });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

const names = (channels: readonly string[]) => {
  const shown = channels.slice(0, 3).map((name) => `#${name}`);
  const more = channels.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${number.format(more)} more` : shown.join(", ");
};

/** The words of the Firehose. */
export const firehoseTexts = {
  title: "Firehose",
  list: "Messages of all channels and threads that you may read",
  filter: "Show only",
  placeholder: "from:detector has:error -heartbeat …",
  savedFilters: "Saved filters",
  noSaved: "Nobody has saved a filter yet. The search can save what it searches for.",
  searchHistory: "Search all of history",
  pause: "Pause",
  resume: "Resume",
  clear: "Empty the list",
  busiest: "Busiest channels",
  onlyChannel: (channel: string) => `Show only #${channel}`,
  everyChannel: (channel: string) => `Show more than #${channel}`,
  perSecond: (value: number) => `${value >= 100 ? number.format(Math.round(value)) : rate.format(value)}/s`,
  spokenRate: (value: number) => `${rate.format(value)} messages a second`,
  kept: (value: string) => `${value} fit the filter`,
  listening: (channels: number) => `${number.format(channels)} ${channels === 1 ? "channel" : "channels"}`,
  listeningTo: (channels: number) =>
    channels === 1
      ? "Listening to one channel and its threads"
      : `Listening to ${number.format(channels)} channels and their threads`,
  oneIn: (count: number) => `Showing 1 in ${number.format(count)}`,
  oneInHint: "More comes than anybody can follow. A filter shows all of what fits it.",
  leftOut: (listed: number, count: number) => `${number.format(listed)} listed, ${number.format(count)} left out`,
  unexamined: (count: number) => `${number.format(count)} came too fast to be looked at`,
  waiting: (count: number) => (count === 1 ? "1 new message waits" : `${number.format(count)} new messages wait`),
  paused: "Paused",
  hasForgotten: "Older messages made room for newer ones. Search finds them.",
  connectingTitle: "Opening the live connection",
  offlineTitle: "There is no live connection",
  offlineText: "Nothing arrives until it is back.",
  interrupted: "The live connection was lost. What is said meanwhile will not be listed here.",
  emptyTitle: "Nothing has been said since you came",
  emptyText: "What agents and people say in any channel or thread that you may read appears here as it is said.",
  emptyFilterTitle: "Nothing fits the filter yet",
  emptyFilterText: "Only what is said from now on is filtered here. Search finds what was said before.",
  noChannelsTitle: "No channel is open to you",
  noChannelsText: "As soon as somebody lets you into one, what is said there appears here.",
  redacted: (by: string, reason: string) => `Redacted by ${by}: ${reason}`,
  saidNothing: "No words in it",
  /** What a row is called when it is read aloud. */
  row: (source: string, place: string, time: string) => `${source} in ${place}, ${time}`,
  showAll: "Show all of it here",
  showLine: "Show one line of it",
  place: (channel: string, thread: string | undefined) =>
    thread === undefined ? `#${channel}` : `#${channel} › ${thread}`,
  private: "private",
  clock: (at: number) => clock.format(at),
  exactly: (at: number) => exact.format(at),
  event: (event: FirehoseEvent) => {
    switch (event.kind) {
      case "gap":
        return `The connection was lost for ${duration.format(Math.max(1, event.lostForMs / 1_000))}. What was said meanwhile is not listed here.`;
      case "gained":
        return `${names(event.channels)} can be read now.`;
      case "lost":
        return `${names(event.channels)} can no longer be read.`;
    }
  },
} as const;
