import type { Envelope, MessagePart } from "@/sdk/protocol";

/** How a message is drawn. What is unknown falls back to its words, if any, and its data. */
export type Body =
  | { kind: "text"; text: string }
  | { kind: "thought"; text: string }
  | { kind: "event"; text: string }
  | { kind: "toolCall"; name: string; input: unknown; text?: string }
  | { kind: "toolResult"; name?: string; output: unknown; isError: boolean; text?: string }
  | { kind: "structured"; type?: string; text?: string; parts: readonly MessagePart[]; data: unknown };

export function bodyOf({ type, payload }: Envelope): Body {
  const { text, data, parts = [] } = payload;
  const isTextOnly = data === undefined && parts.length === 0;
  if (type === "agent.thought" && text !== undefined && isTextOnly) return { kind: "thought", text };
  if (type === "event" && text !== undefined && isTextOnly) return { kind: "event", text };
  if (type === "tool.call") return toolCall(text, data);
  if (type === "tool.result") return toolResult(text, data);
  if (type !== "text" && !isPlainType(type)) return { kind: "structured", type, text, parts, data };
  if (!isTextOnly) return { kind: "structured", text, parts, data };
  const parsed = jsonOf(text ?? "");
  if (parsed !== undefined) return { kind: "structured", parts, data: parsed };
  return { kind: "text", text: text ?? "" };
}

/** The object or array that `text` is, when it is nothing else. */
export function jsonOf(text: string): unknown {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed) || !/[\]}]$/.test(trimmed) || trimmed.length > jsonCharactersMax) return undefined;
  try {
    return JSON.parse(trimmed);
  } catch {
    return undefined;
  }
}

const jsonCharactersMax = 1_100_000;

/** Types whose words say it all; the others carry their type on screen. */
function isPlainType(type: string): boolean {
  return type === "stream.delta" || type === "agent.thought" || type === "agent.message";
}

function toolCall(text: string | undefined, data: unknown): Body {
  const fields = recordOf(data);
  const name = firstString(fields, ["name", "tool", "toolName", "function"]) ?? text ?? "tool";
  const input = firstDefined(fields, ["arguments", "args", "input", "parameters"]) ?? data;
  return { kind: "toolCall", name, input: maybeJson(input), text: name === text ? undefined : text };
}

function toolResult(text: string | undefined, data: unknown): Body {
  const fields = recordOf(data);
  const output = firstDefined(fields, ["output", "result", "content", "error"]) ?? data ?? text;
  const isError = fields?.isError === true || fields?.error !== undefined || fields?.status === "error";
  return {
    kind: "toolResult",
    name: firstString(fields, ["name", "tool", "toolName", "function"]),
    output: maybeJson(output),
    isError,
    text: output === text ? undefined : text,
  };
}

function maybeJson(value: unknown): unknown {
  return typeof value === "string" ? (jsonOf(value) ?? value) : value;
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function firstString(fields: Record<string, unknown> | undefined, names: readonly string[]): string | undefined {
  const found = firstDefined(fields, names);
  return typeof found === "string" && found !== "" ? found : undefined;
}

function firstDefined(fields: Record<string, unknown> | undefined, names: readonly string[]): unknown {
  const name = names.find((each) => fields?.[each] !== undefined);
  return name === undefined ? undefined : fields?.[name];
}
