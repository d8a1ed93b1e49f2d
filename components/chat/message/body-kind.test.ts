import { describe, expect, it } from "vitest";
import type { Envelope } from "@/sdk/protocol";
import { bodyOf } from "./body-kind";
import { jsonOf } from "./json/json-of";

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

  it("says a tool's words once", () => {
    expect(bodyOf(envelope("tool.call", { text: "search", data: { q: 1 } }))).toEqual({
      kind: "toolCalls",
      calls: [{ name: "search", input: { q: 1 } }],
    });
    expect(bodyOf(envelope("tool.result", { text: "3 rows" }))).toMatchObject({ kind: "toolResults", text: undefined });
    expect(bodyOf(envelope("tool.result", { text: "done", data: { output: 3 } }))).toMatchObject({ text: "done" });
  });

  it("leaves no part of a tool call out", () => {
    expect(bodyOf(envelope("tool.call", { data: { name: "x" }, parts: [{ kind: "text", text: "y" }] }))).toMatchObject({
      kind: "structured",
      parts: [{ kind: "text", text: "y" }],
    });
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
