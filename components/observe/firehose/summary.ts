import { plainLine } from "@/components/chat/message/plain-words";
import { readableTextOf } from "@/sdk/filter/search-text";
import type { Envelope } from "@/sdk/protocol";

const readCharactersMax = 2_000;
const shownCharactersMax = 300;

/** What a message says, on one line: its text without most markup, or else the values of its data. */
export function summaryOf(envelope: Pick<Envelope, "payload" | "attachments">): string {
  const { text } = envelope.payload;
  const whole = text?.trim() ? text : readableTextOf(envelope);
  const line = plainLine(whole.slice(0, readCharactersMax));
  return line.length > shownCharactersMax ? `${line.slice(0, shownCharactersMax)}…` : line;
}
