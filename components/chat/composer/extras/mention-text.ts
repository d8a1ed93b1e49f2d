import { groupMentionMark } from "@/sdk/protocol/mentions";

const word = /^[\p{L}\p{N}](?:[\p{L}\p{N}_.-]{0,251}[\p{L}\p{N}_-])?$/u;

/** A mention as it is written in a text; a group that is called like a principal, or with spaces, by its exact form. */
export function mentionText(name: string, kind: "agent" | "person" | "group" | "here"): string {
  if (kind !== "group") return `@${name}`;
  if (!word.test(name)) return `@${groupMentionMark}"${name}"`;
  const isLikeAnId = /^[a-z0-9][a-z0-9_-]{0,62}$/.test(name);
  return isLikeAnId ? `@${groupMentionMark}${name}` : `@${name}`;
}
