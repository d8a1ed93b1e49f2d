import fc from "fast-check";
import { expect, test } from "vitest";
import { safeFileName } from "./file-name";

test.each([
  ["report.pdf", "report.pdf"],
  ["C:\\Users\\me\\report.pdf", "report.pdf"],
  ["../../etc/passwd", "passwd"],
  ["folder/", "folder"],
  ["..", "file"],
  ["", "file"],
  ["  . ", "file"],
  [".env", ".env"],
  ["photo.png. .", "photo.png"],
  ["a\u0000b\r\nc.txt", "abc.txt"],
  ["invoice\u202Egpj.exe", "invoicegpj.exe"],
  ["\u2066a\u2069\u200f\ufeff\u00ad.png", "a.png"],
  ["line\u2028break.txt", "linebreak.txt"],
  ["half\ud800.png", "half.png"],
  ["cafe\u0301.png", "café.png"],
  ["👩‍🚀.png", "👩‍🚀.png"],
  ["two\u00a0 words.txt", "two words.txt"],
])("%j is called %j", (given, name) => {
  expect(safeFileName(given)).toBe(name);
});

test("a long name keeps its extension, unless that is long itself", () => {
  expect(safeFileName(`${"a".repeat(300)}.json`)).toBe(`${"a".repeat(250)}.json`);
  expect(safeFileName(`a.${"b".repeat(300)}`)).toHaveLength(255);
  expect(safeFileName("🌡".repeat(200))).toBe("🌡".repeat(127));
});

test("whatever is given becomes a name that stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (given) => {
      const name = safeFileName(given);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(255);
      expect(name).not.toMatch(/[/\\\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      expect(safeFileName(name)).toBe(name);
    }),
    { numRuns: 100 },
  );
});
