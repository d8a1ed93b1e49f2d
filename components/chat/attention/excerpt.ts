import type { DeliveredMessage } from "@/sdk/protocol";
import { plainWords } from "../message/plain-words";
import { forMeTexts } from "./texts";

const charactersMax = 400;

/** What a message says, on few lines and without markup. */
export function excerptOf({ envelope, redaction }: DeliveredMessage): string {
  if (redaction) return forMeTexts.redacted;
  const text = envelope.payload.text?.trim();
  if (!text) return forMeTexts.withoutText(envelope.type);
  const plain = plainWords(text.slice(0, 4 * charactersMax)).replace(/\s*\n\s*/g, "\n");
  return plain.length > charactersMax ? `${plain.slice(0, charactersMax)}…` : plain;
}
