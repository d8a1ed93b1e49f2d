import type { Envelope } from "@/sdk/protocol";
import { type Fields, firstDefined, firstString, recordOf, withoutQuotes } from "../records";

export interface ToolCall {
  /** What the result names it by, where the caller gave one. */
  callId?: string;
  name: string;
  input: unknown;
}

export interface ToolResult {
  callId?: string;
  name?: string;
  output: unknown;
  isError: boolean;
}

const referenceNames = ["callId", "call_id", "toolCallId", "tool_call_id", "toolUseId", "tool_use_id"];
const callIdNames = [...referenceNames, "id"];
const nameNames = ["name", "tool", "toolName", "tool_name", "function"];
const inputNames = ["arguments", "args", "input", "parameters"];
const outputNames = ["output", "result", "content", "error"];
const listNames = { calls: ["tool_calls", "toolCalls", "calls"], results: ["tool_results", "toolResults", "results"] };
const callsMax = 100;

/** The calls of a `tool.call`, as the usual libraries write them: one, or several in a list. Never empty. */
export function toolCallsOf({ payload: { text, data } }: Envelope): ToolCall[] {
  const several = listOf(data, listNames.calls, (fields) => nameOf(fields) !== undefined);
  return several ? several.map((each) => callOf(undefined, each)) : [callOf(text, data)];
}

/** The results of a `tool.result`. Never empty. */
export function toolResultsOf({ payload: { text, data } }: Envelope): ToolResult[] {
  const several = listOf(data, listNames.results, (fields) => firstDefined(fields, referenceNames) !== undefined);
  return several ? several.map((each) => resultOf(undefined, each)) : [resultOf(text, data)];
}

function callOf(text: string | undefined, data: unknown): ToolCall {
  const fields = recordOf(data);
  // OpenAI puts name and arguments into a `function` of their own.
  const inner = recordOf(fields?.["function"]) ?? fields;
  return {
    ...callIdOf(fields),
    name: nameOf(fields) ?? text ?? "tool",
    input: withoutQuotes(firstDefined(inner, inputNames) ?? data),
  };
}

function resultOf(text: string | undefined, data: unknown): ToolResult {
  const fields = recordOf(data);
  const name = nameOf(fields);
  return {
    ...callIdOf(fields),
    ...(name !== undefined && { name }),
    output: withoutQuotes(firstDefined(fields, outputNames) ?? data ?? text),
    isError: isFailure(fields),
  };
}

function callIdOf(fields: Fields | undefined): { callId?: string } {
  const callId = firstString(fields, callIdNames);
  return callId === undefined ? {} : { callId };
}

function nameOf(fields: Fields | undefined): string | undefined {
  return firstString(fields, nameNames) ?? firstString(recordOf(fields?.["function"]), nameNames);
}

function isFailure(fields: Fields | undefined): boolean {
  if (!fields) return false;
  const { error } = fields;
  const hasError = error !== undefined && error !== null && error !== false && error !== "";
  const isDenied = fields["isError"] === true || fields["is_error"] === true || fields["success"] === false;
  return hasError || isDenied || fields["status"] === "error" || fields["status"] === "failed";
}

function listOf(data: unknown, names: readonly string[], isOne: (fields: Fields) => boolean): Fields[] | undefined {
  const list = Array.isArray(data) ? data : firstDefined(recordOf(data), names);
  if (!Array.isArray(list) || list.length === 0 || list.length > callsMax) return undefined;
  const records = list.map(recordOf).filter((each) => each !== undefined);
  return records.length === list.length && records.every(isOne) ? records : undefined;
}
