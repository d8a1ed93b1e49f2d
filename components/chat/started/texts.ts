import { countedRepliesMax } from "@/sdk/protocol/limits";

/** The words of threads that were started from a message. */
export const startedTexts = {
  start: "Start thread",
  open: "Open thread",
  resource: "Start Thread resource…",
  replies: (count: number) =>
    count === 0
      ? "No replies yet"
      : count === 1
        ? "1 reply"
        : `${count.toLocaleString()}${count >= countedRepliesMax ? "+" : ""} replies`,
  last: (time: string) => `last ${time}`,
  failed: "The thread could not be started",
  origin: "Started from a message",
  originOf: "Go to the message that it was started from",
  untitled: (sequence: number) => `Message ${sequence}`,
};
