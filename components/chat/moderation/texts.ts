import type { Duration } from "./duration";

/** The words of moderation, as far as they are shown to those who moderate. */
export const moderationTexts = {
  redact: "Redact message…",
  block: (name: string) => `Block ${name}…`,
  unblock: (name: string) => `Unblock ${name}`,
  pause: (name: string) => `Pause ${name}…`,
  unpause: (name: string) => `Let ${name} speak again`,
  pauseChannel: (channel: string) => `Pause #${channel}…`,
  resumeChannel: (channel: string) => `Resume #${channel}`,

  redactTitle: "Redact this message?",
  redactText: (name: string) =>
    `What ${name} wrote is taken from everybody who reads here, for good. In its place they see who redacted it and why. Owners and admins can still look at the original.`,
  redactConfirm: "Redact",
  redactReasonHint: "Everybody who reads here sees it.",
  redacted: "Message redacted",
  blockTitle: (name: string, channel: string) => `Block ${name} from #${channel}?`,
  blockText: (name: string) =>
    `${name} will neither read nor post in this channel and its threads. What is open is closed at once.`,
  blockConfirm: "Block",
  blocked: (name: string) => `${name} is blocked`,
  closed: (count: number) =>
    count === 0
      ? "No connection was open."
      : count === 1
        ? "1 connection was closed."
        : `${count} connections were closed.`,
  pauseTitle: (name: string, channel: string) => `Pause ${name} in #${channel}?`,
  pauseText: (name: string) => `${name} goes on reading this channel and its threads, but cannot post.`,
  pauseConfirm: "Pause",
  paused: (name: string) => `${name} is paused`,
  lifted: (name: string) => `${name} may take part again`,
  reason: "Reason",
  blockReasonHint: (name: string) => `${name} reads it, and so does whoever moderates here.`,
  reasonMissing: "Say why, in a few words.",
  lasts: "Ends",
  durations: {
    hour: "In 1 hour",
    day: "In 1 day",
    week: "In 7 days",
    open: "When somebody lifts it",
  } satisfies Record<Duration, string>,
  pauseChannelTitle: (channel: string) => `Pause #${channel}?`,
  pauseChannelText:
    "Nobody can post in it and its threads until it is resumed: no agent, no person, you neither. Everybody goes on reading.",
  pauseChannelConfirm: "Pause channel",
  channelPaused: (channel: string) => `#${channel} is being paused`,
  channelResumed: (channel: string) => `#${channel} is being resumed`,
  cancel: "Cancel",
  failed: "That did not work",
};
