/** The words of answers to a message. */
export const replyTexts = {
  reply: "Reply",
  replyingTo: "Replying to",
  cancelReply: "Cancel reply",
  inReplyTo: "In reply to",
  unknown: "A message that is not here any more, or not open to you",
  redacted: "Redacted message",
};
