import { expect, it } from "vitest";
import { fenceJson } from "./fence-json";

const json = '{\n  "reason": "no } here",\n  "answer": [1, 2]\n}';

it("fences JSON between words", () => {
  expect(fenceJson(`Updated ledger:\n${json}\nNext.`)).toBe(`Updated ledger:\n\n\`\`\`json\n${json}\n\`\`\`\n\nNext.`);
});

it("fences JSON at the end and at the start", () => {
  expect(fenceJson(`Ledger:\n\n${json}`)).toContain("```json");
  expect(fenceJson(`${json}\n\nand more`).startsWith("```json\n{")).toBe(true);
});

it("fences JSON beside code that is fenced already", () => {
  const code = "```\n{\n}\n```";
  expect(fenceJson(`${code}\n${json}`)).toBe(`${code}\n\n\`\`\`json\n${json}\n\`\`\`\n`);
});

it("leaves everything else alone", () => {
  for (const text of [
    "plain",
    "{ not json\n}",
    "[link](https://example.org)\nmore",
    "[1, 2] in words\nand more",
    `\`\`\`json\n${json}\n\`\`\``,
    "{\n".repeat(1_000),
  ]) {
    expect(fenceJson(text)).toBe(text);
  }
});

it("takes a text of the largest size in its stride", () => {
  const before = performance.now();
  fenceJson(`\`\`\`\n${"{\n".repeat(500_000)}`);
  fenceJson("[\n".repeat(500_000));
  expect(performance.now() - before).toBeLessThan(1_000);
});
