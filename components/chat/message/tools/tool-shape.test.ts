import { describe, expect, it } from "vitest";
import type { Envelope } from "@/sdk/protocol";
import { toolCallsOf, toolResultsOf } from "./tool-shape";

const envelope = (type: string, payload: Envelope["payload"]): Envelope => ({
  id: "1",
  type,
  source: "signal",
  timestamp: "2025-01-01T00:00:00Z",
  payload,
});
const call = (payload: Envelope["payload"]) => toolCallsOf(envelope("tool.call", payload));
const result = (payload: Envelope["payload"]) => toolResultsOf(envelope("tool.result", payload));

describe("toolCallsOf", () => {
  it("finds name, input and id as the usual libraries write them", () => {
    expect(call({ data: { name: "search", arguments: '{"q":"x"}', id: "c1" } })).toEqual([
      { callId: "c1", name: "search", input: { q: "x" } },
    ]);
    expect(call({ data: { type: "tool_use", id: "c2", name: "search", input: { q: 1 } } })).toEqual([
      { callId: "c2", name: "search", input: { q: 1 } },
    ]);
    expect(call({ text: "ls", data: [1] })).toEqual([{ name: "ls", input: [1] }]);
    expect(call({})).toEqual([{ name: "tool", input: undefined }]);
  });

  it("finds each of several calls", () => {
    const calls = [
      { id: "a", type: "function", function: { name: "search", arguments: '{"q":1}' } },
      { id: "b", type: "function", function: { name: "open", arguments: "{}" } },
    ];
    expect(call({ data: { tool_calls: calls } })).toEqual([
      { callId: "a", name: "search", input: { q: 1 } },
      { callId: "b", name: "open", input: {} },
    ]);
    expect(call({ data: calls })).toHaveLength(2);
  });
});

describe("toolResultsOf", () => {
  it("finds what came back, and whether it failed", () => {
    expect(result({ data: { tool: "search", error: "timeout" } })).toEqual([
      { name: "search", output: "timeout", isError: true },
    ]);
    expect(result({ text: "3 rows" })).toEqual([{ output: "3 rows", isError: false }]);
    expect(result({ data: { tool_call_id: "a", content: "ok", error: null } })).toEqual([
      { callId: "a", output: "ok", isError: false },
    ]);
    expect(result({ data: { success: false, output: 3 } })).toMatchObject([{ output: 3, isError: true }]);
  });

  it("takes a list of anything for one result, and a list of results for several", () => {
    expect(result({ data: [1, 2] })).toEqual([{ output: [1, 2], isError: false }]);
    expect(
      result({
        data: [
          { call_id: "a", content: "x", is_error: true },
          { call_id: "b", content: "y" },
        ],
      }),
    ).toEqual([
      { callId: "a", output: "x", isError: true },
      { callId: "b", output: "y", isError: false },
    ]);
  });

  it("is not misled by names that every object has", () => {
    expect(result({ data: JSON.parse('{"__proto__":{"error":"x"},"output":1}') })).toEqual([
      { output: 1, isError: false },
    ]);
  });
});
