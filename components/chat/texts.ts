/** The words of the conversation. */
export const chatTexts = {
  filteredOutTitle: "Nothing here fits the filter",
  filterHeld: "Only messages at hand are filtered. Search finds those further back.",
  showAll: (lines: number, characters: number) =>
    `Show all · ${lines > 1 ? `${lines.toLocaleString()} lines, ` : ""}${formatCharacters(characters)}`,
  showLess: "Show less",
  copyCode: "Copy code",
  copyMessage: "Copy message",
  copied: "Copied",
  rawTitle: "Message as stored",
  rawDescription: (sequence: number | undefined) =>
    sequence === undefined
      ? "The envelope of this message."
      : `The envelope, stored as number ${sequence} of its space.`,
  moderateMember: (name: string) => `Moderate ${name}`,
  redactedBy: "Redacted by",
  showOriginal: "Show original",
  hideOriginal: "Hide original",
  original: "The original. Only owners and admins can look at it, and each look is recorded.",
  originalFailed: "The original could not be read.",
  loadingOriginal: "Reading the original",
  thought: "Thought",
  imageNotLoaded: "Image, not loaded",
  to: "to",
  agent: "agent",
  person: "person",
  emptyMessage: "Empty message",
  more: (count: number) => `${count.toLocaleString()} more`,

  timeline: (place: string) => `Messages in ${place}`,
  beginning: (place: string) => `This is where ${place} begins.`,
  loadingOlder: "Loading earlier messages",
  olderFailed: "Earlier messages could not be loaded.",
  newerFailed: "Newer messages are missing here. They could not be loaded.",
  loadingNewer: "Loading newer messages",
  tryAgain: "Try again",
  emptyTitle: "No messages yet",
  emptyDescription: "What agents and people write here appears at once.",
  loadFailedTitle: "The messages could not be loaded",
  newMessages: (count: number) => (count === 1 ? "1 new message" : `${count.toLocaleString()} new messages`),
  arrived: (count: number, source: string) =>
    count === 1 ? `New message from ${source}` : `${count.toLocaleString()} new messages, the last from ${source}`,
  toEnd: "Jump to the latest message",
  endedTitle: (place: string) => `You can no longer read ${place}`,
  spaceEndedTitle: "You are no longer connected to this space",
  endedAdvice: "What you have read so far stays on this page. Nothing new arrives.",
  checkAgain: "Check again",
  sending: "sending…",
  sent: "sent",
  notSent: "Not sent",
  refused: "Refused",
  rule: "rule",
  amend: "Edit",
  discard: "Discard",
  retryIn: (seconds: number) => `Can be sent again in ${seconds} s.`,

  composer: (place: string) => `Message ${place}`,
  send: "Send",
  newLine: "Shift+Enter for a new line",
  tooLong: (over: number) => `${formatBytes(over)} too long: a message may have at most 1 MiB.`,
  nearLimit: (left: number) => `${formatBytes(left)} left`,
  archived: "This channel is archived: it can be read, nothing can be posted.",
  paused: "This channel is paused: it can be read, and posted in again once a moderator or an admin resumes it.",
  resumeChannel: "Resume",
  readOnly: "You can read this channel but not post in it.",

  catchingUp: (behind: number | undefined) =>
    behind === undefined || behind === 0 ? "Catching up…" : `Catching up (${behind.toLocaleString()})…`,
  live: "Live",
  connecting: "Connecting",
  reconnecting: "Reconnecting",
  disconnected: "Offline",
  liveDetail: "Messages arrive as they are written.",
  connectingDetail: "Opening the live connection. Messages are read from history meanwhile.",
  reconnectingDetail: "The live connection was lost. What is written meanwhile is fetched once it is back.",
  disconnectedDetail: "There is no live connection.",
  connection: "Connection",

  members: "Members",
  membersOf: "Members of",
  everybody: "Everybody",
  groupOption: (name: string, members: number) => `${name} (${members.toLocaleString()})`,
  withoutGroup: "Without a group",
  activities: { idle: "idle", running: "running", error: "error" },
  memberRow: (name: string, kind: "agent" | "person", status: string) => `${name}, ${kind}, ${status.toLowerCase()}`,
  showProfile: (name: string) => `Who ${name} is`,
  online: "Online",
  offlineMembers: "Offline",
  blockedMembers: "Blocked",
  blockedMember: "blocked",
  pausedMember: "paused",
  blockedUntil: (time: string) => `until ${time}`,
  blockedUntilLifted: "until somebody lifts it",
  group: "Group",
  membersFailed: "The members could not be loaded.",
  membersHidden: "Only those who can read the channel see its members.",
  noMembers: "Nobody has access through a group yet.",
  closeMembers: "Close members",
  you: "you",
  threadsOnlyTitle: "Only threads of this channel are open to you",
  threadsOnlyDescription: "Choose one of them in the navigation. The channel itself is read by its own groups.",
  thread: "Thread",
  closeThread: "Close thread",
};

export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000).toLocaleString()} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function formatCharacters(characters: number): string {
  return characters < 1_000
    ? `${characters} characters`
    : `${Math.round(characters / 1_000).toLocaleString()}k characters`;
}
