import { describe, expect, it } from "vitest";
import type { Envelope } from "@/sdk/protocol";
import { bodyOf, jsonOf } from "./body-kind";

const envelope = (type: string, payload: Envelope["payload"]): Envelope => ({
  id: "1",
  type,
  source: "signal",
  timestamp: "2025-01-01T00:00:00Z",
  payload,
});

describe("bodyOf", () => {
  it("draws words as words, whatever else they look like", () => {
    expect(bodyOf(envelope("text", { text: "[not json" }))).toEqual({ kind: "text", text: "[not json" });
    expect(bodyOf(envelope("text", { text: "12" }))).toEqual({ kind: "text", text: "12" });
  });

  it("draws a text that is JSON as data", () => {
    expect(bodyOf(envelope("text", { text: ' {"a":[1]}\n' }))).toMatchObject({ kind: "structured", data: { a: [1] } });
  });

  it("finds name, input and output of tool calls as the usual libraries write them", () => {
    expect(bodyOf(envelope("tool.call", { data: { name: "search", arguments: '{"q":"x"}' } }))).toMatchObject({
      kind: "toolCall",
      name: "search",
      input: { q: "x" },
    });
    expect(bodyOf(envelope("tool.result", { data: { tool: "search", error: "timeout" } }))).toMatchObject({
      kind: "toolResult",
      name: "search",
      output: "timeout",
      isError: true,
    });
    expect(bodyOf(envelope("tool.result", { text: "3 rows" }))).toMatchObject({ output: "3 rows", isError: false });
  });

  it("shows an unknown type with its words and its data", () => {
    expect(bodyOf(envelope("acme.order", { text: "new", data: { id: 7 } }))).toEqual({
      kind: "structured",
      type: "acme.order",
      text: "new",
      parts: [],
      data: { id: 7 },
    });
  });

  it("never loses what a thought or an event carries beside words", () => {
    expect(bodyOf(envelope("agent.thought", { text: "hm", data: 1 })).kind).toBe("structured");
    expect(bodyOf(envelope("event", { data: { level: 3 } })).kind).toBe("structured");
  });
});

describe("jsonOf", () => {
  it("takes whole objects and arrays only", () => {
    expect(jsonOf("[1, 2]")).toEqual([1, 2]);
    expect(jsonOf('{"a":1} and more')).toBeUndefined();
    expect(jsonOf('"x"')).toBeUndefined();
  });
});
