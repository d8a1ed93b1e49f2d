import type { Envelope, MessagePart } from "@/sdk/protocol";
import { streamDeltaType } from "@/sdk/protocol";
import { isError } from "./errors/error-shape";
import { jsonOf } from "./json/json-of";
import { type ToolCall, type ToolResult, toolCallsOf, toolResultsOf } from "./tools/tool-shape";

/** How a message is drawn. What is unknown falls back to its words, if any, and its data. */
export type Body =
  | { kind: "text"; text: string }
  | { kind: "thought"; text: string }
  | { kind: "event"; text: string }
  /** `text`: words besides what the card says. */
  | { kind: "toolCalls"; calls: readonly ToolCall[]; text?: string }
  | { kind: "toolResults"; results: readonly ToolResult[]; text?: string }
  | { kind: "task" }
  | { kind: "error" }
  | { kind: "structured"; type?: string; text?: string; parts: readonly MessagePart[]; data: unknown };

const cache = new WeakMap<Envelope, Body>();

/** The same object for the same envelope: a megabyte of JSON is not parsed with each drawing. */
export function bodyOf(envelope: Envelope): Body {
  const known = cache.get(envelope);
  if (known) return known;
  const body = readBody(envelope);
  cache.set(envelope, body);
  return body;
}

function readBody(envelope: Envelope): Body {
  const { type, payload } = envelope;
  const { text, data, parts = [] } = payload;
  const isTextOnly = data === undefined && parts.length === 0;
  if (type === "agent.thought" && text !== undefined && isTextOnly) return { kind: "thought", text };
  if (type === "event" && text !== undefined && isTextOnly) return { kind: "event", text };
  if (type === "tool.call" && parts.length === 0) {
    const calls = toolCallsOf(envelope);
    return { kind: "toolCalls", calls, text: calls[0]?.name === text ? undefined : text };
  }
  if (type === "tool.result" && parts.length === 0) {
    const results = toolResultsOf(envelope);
    return { kind: "toolResults", results, text: results[0]?.output === text ? undefined : text };
  }
  if (parts.length === 0 && type === "task") return { kind: "task" };
  if (parts.length === 0 && isError(envelope)) return { kind: "error" };
  if (type !== "text" && !isPlainType(type)) return { kind: "structured", type, text, parts, data };
  if (!isTextOnly) return { kind: "structured", text, parts, data };
  const parsed = jsonOf(text ?? "");
  if (parsed !== undefined) return { kind: "structured", parts, data: parsed };
  return { kind: "text", text: text ?? "" };
}

/** Types whose words say it all; the others carry their type on screen. */
function isPlainType(type: string): boolean {
  return type === streamDeltaType || type === "agent.thought" || type === "agent.message";
}
