import { excerptOf } from "../attention/excerpt";
import type { TimelineRow } from "../timeline/rows";
import { startedTexts } from "./texts";

const topicCharactersMax = 80;

/** What a thread is about that starts from the message: its first line, as far as it fits. */
export function topicOf(row: TimelineRow, sequence: number): string {
  if (row.redaction || !row.envelope.payload.text?.trim()) return startedTexts.untitled(sequence);
  const place = row.place ?? { channel: "" };
  const [line = ""] = excerptOf({ place, envelope: row.envelope }).split("\n");
  const plain = line.replace(/\s+/g, " ").trim();
  if (plain.length <= topicCharactersMax) return plain || startedTexts.untitled(sequence);
  const cut = plain.slice(0, topicCharactersMax);
  const word = cut.lastIndexOf(" ");
  return `${word > topicCharactersMax / 2 ? cut.slice(0, word) : cut}…`;
}
