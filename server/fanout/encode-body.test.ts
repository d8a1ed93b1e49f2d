import { describe, expect, it } from "vitest";
import { encodeBody } from "./encode-body";

const cycle: Record<string, unknown> = {};
cycle["self"] = cycle;

describe("encodeBody", () => {
  it("leaves bytes as they are", () => {
    const bytes = new Uint8Array([1, 2]);
    expect(encodeBody(bytes)).toBe(bytes);
  });

  it("writes parsed JSON as bytes", () => {
    expect(encodeBody({ text: "å" })).toEqual(new TextEncoder().encode('{"text":"å"}'));
  });

  it.each([
    ["nothing", undefined],
    ["a function", () => 1],
    ["a cycle", cycle],
    ["a BigInt", { x: 1n }],
  ])("refuses %s", (_title, body) => {
    expect(encodeBody(body)).toMatchObject({ code: "malformed" });
  });
});
