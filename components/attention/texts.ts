/** The words of what somebody has yet to read. */
export const attentionTexts = {
  navigation: "For you",
  forMe: "For me",
  threads: "Threads",
  firehose: "Firehose",
  forMeCount: (count: number) => `${count.toLocaleString()} unread for you`,
  unreadCount: (count: string) => `${count} unread`,
  unread: "unread",
  muted: "muted",
  many: "99+",
  attention: (level: "default" | "following" | "muted") =>
    ({ default: "Notifications", following: "Notifications: following", muted: "Notifications: muted" })[level],
  hear: "What you hear of it",
  followThread: "Follow",
  mentionsOnly: "Only what names you",
  muteThread: "Mute",
  muteChannel: "Mute channel",
  unmuteChannel: "Unmute channel",
  markRead: "Mark as read",
  markAllRead: "Mark all as read",
  failed: "That was not saved",
  nothingUnread: "Nothing is unread",
};
