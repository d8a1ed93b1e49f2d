import type { DeliveredMessage } from "@/sdk/protocol";
import { forMeTexts } from "./texts";

const charactersMax = 400;

/** What a message says, on few lines and without markup. */
export function excerptOf({ envelope, redaction }: DeliveredMessage): string {
  if (redaction) return forMeTexts.redacted;
  const text = envelope.payload.text?.trim();
  if (!text) return forMeTexts.withoutText(envelope.type);
  const plain = text
    .slice(0, 4 * charactersMax)
    .replace(/^ {0,3}(`{3,}|~{3,}).*$/gm, "")
    .replace(/^ {0,3}(#{1,6}|>|[-*+]|\d+\.) +/gm, "")
    .replace(/(\*\*|__|~~|`)(.+?)\1/g, "$2")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
  return plain.length > charactersMax ? `${plain.slice(0, charactersMax)}…` : plain;
}
