/** The words of the view of an exchange. */
export const causalityTexts = {
  title: "Exchange",
  views: { sequence: "Sequence", tree: "Tree" },
  summary: (messages: number, participants: number, duration: string) =>
    [count(messages, "message"), count(participants, "participant"), duration].filter(Boolean).join(" · "),
  loading: "Reading the exchange",
  failedTitle: "The exchange could not be read",
  emptyTitle: "Nothing of this exchange is there for you",
  emptyText: "It may never have existed, its messages may be gone, or they are in places that you cannot read.",
  backToSpace: "Back to the channels",
  aloneTitle: "This message stands alone",
  aloneText: "It names no cause, and nothing that you can see names it. What answers it appears here at once.",
  showEarlier: "Show earlier messages",
  loadingEarlier: "Reading earlier messages",
  earlierFailed: "Earlier messages could not be read.",
  notCurrent: "The newest messages cannot be read right now. They appear as soon as they can.",
  time: "Time",
  messages: "Messages in the order of time",
  tree: "Messages by what caused them",
  pause: (duration: string) => `${duration} later`,
  after: (duration: string) => `+${duration}`,
  hiddenLane: "Not visible to you",
  hiddenRow: "A message that is not visible to you",
  hiddenHint: "It is in a place that you cannot read. What it caused is shown as far as you can read that.",
  redacted: "Redacted",
  nothingSaid: "No words",
  outside: "other exchange",
  outsideHint: "It belongs to another exchange, and is here because something of this one began with it.",
  openOutside: "Open that exchange",
  links: {
    none: "names no cause",
    linked: "",
    earlier: "Its cause is further back",
    hidden: "Its cause is not visible to you",
    missing: "Broken link: there is no message with the id of its cause, or no longer",
    later: "Broken link: its cause was sent after it",
    cycle: "Broken link: its cause goes back to this message itself",
  },
  kinds: {
    call: "calls",
    result: "result of",
    error: "error",
  },
  row: ({ sender, to, what, when, cause, text }: RowWords) =>
    [`${sender}${to.length > 0 ? ` to ${to.join(", ")}` : ""}`, what, when, cause, text].filter(Boolean).join(", "),
  causedBy: (sender: string, duration: string) => `${duration} after ${sender}`,
  detail: "Message",
  closeDetail: "Close the message",
  openPlace: (place: string) => `Open in ${place}`,
  cause: "Caused by",
  effects: (number: number) => `Caused ${count(number, "message")}`,
  moreEffects: (number: number) => `${number.toLocaleString()} more`,
  began: "Nothing: this is where it begins",
  detailFailed: "The message could not be read",
  detailGone: "This message is no longer there.",
};

interface RowWords {
  sender: string;
  to: readonly string[];
  what: string;
  when: string;
  cause: string;
  text: string;
}

function count(number: number, word: string): string {
  return `${number.toLocaleString()} ${word}${number === 1 ? "" : "s"}`;
}
