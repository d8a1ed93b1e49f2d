import { countedRepliesMax } from "@/sdk/protocol/limits";

/** The words of the list of a channel's threads. */
export const threadListTexts = {
  title: "Threads",
  description: (channel: string) => `In #${channel}`,
  search: "Search threads by topic or name",
  states: "Which threads",
  stateOptions: { open: "Open", archived: "Archived", all: "All" },
  failed: "The threads could not be loaded",
  none: "No threads yet",
  noneText: "A thread keeps a conversation together. Start one from a message, or with the button above the channel.",
  nothingFits: "No thread fits",
  private: "Private",
  paused: "Paused",
  archived: "Archived",
  replies: (count: number) =>
    count >= countedRepliesMax ? `${countedRepliesMax}+ messages` : `${count} ${count === 1 ? "message" : "messages"}`,
  last: (moment: string) => `last ${moment}`,
  started: (moment: string) => `started ${moment}`,
};
