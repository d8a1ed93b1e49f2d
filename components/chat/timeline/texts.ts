import type { RemovedRange } from "@/sdk/protocol";

/** The words of moving through a conversation, and of what is missing in it. */
export const timelineTexts = {
  newHere: "New messages",
  unreadAbove: "Jump to the first new message",
  unreadAboveShort: "New messages above",
  dismiss: "Dismiss",

  noMessage: (number: string) => `There is no message ${number} here.`,
  noMessageAfter: "It was removed, or belongs to another place. This is what comes after it.",
  noMessageEnd: "Nothing here has that number or a later one. These are the latest messages.",
  expiredMessage: (number: string) => `Message ${number} was removed because it was older than this channel keeps.`,
  expiredAfter: "This is what came after it.",
  notANumber: (text: string) => `“${text}” is not the number of a message.`,
  notANumberAdvice: "The link may be incomplete. These are the latest messages.",
  notRead: (number: string) => `Message ${number} could not be loaded.`,
  timeNotRead: "The messages of that time could not be loaded.",
  nothingSince: "Nothing was written since then. These are the latest messages.",
  filteredOut: (number: string) => `The filter hides message ${number}.`,
  filteredOutAdvice: "Take the filter away to see it.",
  going: "Going there",

  jump: "Jump to",
  jumpLatest: "Latest message",
  jumpUnread: "First unread message",
  jumpNoUnread: "Nothing was unread",
  jumpBeginning: "Beginning",
  jumpDate: "Date",
  jumpGo: "Go",

  removed: ({ reason, count, from, through }: RemovedRange): string => {
    if (reason === "retention") return `${messages(count)} removed: older than this channel keeps`;
    if (reason === "missing") return "Messages are missing here: they were removed";
    const [first, last] = [from + 1, through].map((sequence) => sequence.toLocaleString());
    const numbers = first === last ? `number ${first}` : `numbers ${first} to ${last}`;
    return `Messages may be missing here: ${numbers} of this space were lost before they were kept`;
  },
  everythingRemoved: "Nothing is kept any more",
};

function messages(count: number | undefined): string {
  if (count === undefined) return "Messages were";
  return count === 1 ? "1 message was" : `${count.toLocaleString()} messages were`;
}
