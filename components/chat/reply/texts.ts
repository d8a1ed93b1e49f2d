/** The words of answers to a message. */
export const replyTexts = {
  reply: "Reply",
  replyTo: (name: string) => `Reply to ${name}`,
  replyingTo: "Replying to",
  cancelReply: "Cancel reply",
  inReplyTo: "In reply to",
  unknown: "A message that is not here any more, or not open to you",
  redacted: "Redacted message",
};
