/** The words of what helps with writing. */
export const extrasTexts = {
  mentions: "Whom to mention",
  commands: "Commands",
  found: (count: number) =>
    count === 0 ? "Nothing found" : count === 1 ? "1 suggestion" : `${count.toLocaleString()} suggestions`,
  group: "group",
  here: "everybody who is online here",
  agent: "agent",
  person: "person",
  unknown: (name: string) =>
    `There is no command /${name} here. Write / to see those there are, or // to post a text that begins with a slash.`,
  needsThread: "Say what the thread is about: /thread Why is pump 3 hot?",
  threadTooLong: "A thread's topic has at most 500 characters.",
  needsTopic: "Say what the channel is about: /topic Readings of pump 3",
  topicTooLong: "A channel's topic has at most 1,024 characters.",
  topicSet: "The topic was changed",
  topicFailed: "The topic could not be changed",
  noLast: "There is no message of yours here that could be edited.",
  muted: "Muted: only what names you reaches you",
  unmuted: "No longer muted",
  following: "You follow this thread",
  unfollowed: "You no longer follow this thread",
  meanings: {
    thread: "Start a thread in this channel",
    topic: "Change what this channel is about",
    mute: "Mute this conversation",
    unmute: "Stop muting it",
    follow: "Follow this thread",
    unfollow: "Stop following it",
    edit: "Edit your last message",
    search: "Search messages",
    pause: "Pause this channel for everybody",
    help: "Show all keys",
  },
  /** What is written after the command. */
  arguments: { thread: "topic", topic: "text", search: "words" } as Partial<Record<string, string>>,
};
