import { describe, expect, it } from "vitest";
import type { Envelope } from "@/sdk/protocol";
import { errorOf, isError } from "./error-shape";

const envelope = (type: string, payload: Envelope["payload"]): Envelope => ({
  id: "1",
  type,
  source: "ada",
  timestamp: "2025-01-01T00:00:00Z",
  payload,
});

it("an error says so by its type or by an error in its data", () => {
  expect(isError(envelope("error", {}))).toBe(true);
  expect(isError(envelope("acme.error", { text: "x" }))).toBe(true);
  expect(isError(envelope("acme.order", { data: { error: "x" } }))).toBe(true);
  for (const error of [null, false, ""]) expect(isError(envelope("acme.order", { data: { error } }))).toBe(false);
  expect(isError(envelope("acme.errors", {}))).toBe(false);
});

describe("errorOf", () => {
  it("finds name, words and trace, whatever they are called", () => {
    expect(errorOf(envelope("error", { data: { name: "TimeoutError", message: "late", stack: "at x" } }))).toEqual({
      name: "TimeoutError",
      message: "late",
      trace: "at x",
    });
    expect(errorOf(envelope("x.error", { text: "it broke", data: { code: 42 } }))).toEqual({
      name: "42",
      message: "it broke",
    });
    expect(errorOf(envelope("x", { data: { error: { code: "E1", detail: "no" } } }))).toEqual({
      name: "E1",
      message: "no",
    });
    expect(errorOf(envelope("x", { data: { error: { weird: 1 } } })).message).toBe('{"weird":1}');
  });
});
