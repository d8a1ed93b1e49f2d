import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clampCharacters, clampLines, clampText } from "./clamp";

describe("clampText", () => {
  it("leaves what is short or hardly too long alone", () => {
    const text = "a line\n".repeat(45);
    expect(clampText(text)).toMatchObject({ text, isClamped: false });
  });

  it("cuts after a whole line, and tells the size of the whole", () => {
    const clamped = clampText("a line\n".repeat(100));
    expect(clamped.text.split("\n")).toHaveLength(clampLines);
    expect(clamped).toMatchObject({ isClamped: true, lines: 101, characters: 700 });
  });

  it("closes a code fence it cuts through", () => {
    const clamped = clampText(`Run this:\n\`\`\`python\n${"print(1)\n".repeat(200)}\`\`\`\nDone.`);
    expect(clamped.text.endsWith("\n```")).toBe(true);
  });

  it("is never much longer than the limit and never splits a character", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 5_000, maxLength: 9_000, unit: "grapheme" }), (text) => {
        const clamped = clampText(text);
        expect(clamped.text.length).toBeLessThanOrEqual(clampCharacters + 10);
        expect(!/[\ud800-\udbff]$/.test(clamped.text)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
