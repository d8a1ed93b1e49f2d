import type { Envelope } from "@/sdk/protocol";
import { foldText } from "./search-text";

const tagsMax = 200;
const valueCharactersMax = 200;
const fence = /(^|\n)[ \t]*(```|~~~)/;
const toolNameFields = ["name", "tool", "toolName", "function"];

/**
 * What a message has, uses and mentions, as `has:code`, `tool:search`, `mentions:detector`. Stored beside it, so that the
 * database and a live filter read the same.
 */
export function tagsOf({ type, payload, mentions, attachments }: TaggedParts): string[] {
  const tags = new Set<string>();
  const { text, parts, data } = payload;
  const fields = recordOf(data);
  if (Array.isArray(attachments) && attachments.length > 0) tags.add("has:attachment");
  if (hasCode(text, parts)) tags.add("has:code");
  if (isError(type, fields)) tags.add("has:error");
  if (type === "tool.call" || type === "tool.result") {
    const named = toolNameFields
      .map((field) => fields?.[field])
      .find((name) => typeof name === "string" && name !== "");
    const name = named ?? (type === "tool.call" ? text : undefined);
    if (typeof name === "string" && name !== "") tags.add(tagOf("tool", name));
  }
  if (Array.isArray(mentions)) {
    for (const mention of mentions.slice(0, tagsMax))
      if (typeof mention === "string") tags.add(tagOf("mentions", mention));
  }
  return [...tags];
}

type TaggedParts = Pick<Envelope, "type" | "payload" | "mentions" | "attachments">;

/** The tag of a value, however it was written. */
export function tagOf(key: "has" | "tool" | "mentions", value: string): string {
  return `${key}:${foldText(value).slice(0, valueCharactersMax)}`;
}

function hasCode(text: unknown, parts: unknown): boolean {
  if (typeof text === "string" && fence.test(text)) return true;
  if (!Array.isArray(parts)) return false;
  return parts.some((part) => part?.kind === "code" || (typeof part?.text === "string" && fence.test(part.text)));
}

function isError(type: string, fields: Record<string, unknown> | undefined): boolean {
  if (/(^|[._-])error$/.test(type)) return true;
  if (!fields) return false;
  const { error, isError: flag, status, level } = fields;
  return Boolean(error) || flag === true || [status, level].some((word) => word === "error" || word === "failed");
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
