import { expect, it } from "vitest";
import { tangles } from "./hostile/bombs";
import { isTangled } from "./tangle";

it("tells what nests without end from what people write", () => {
  for (const text of [
    "> > > a reply to a reply to a reply",
    "- a\n  - b\n    - c\n      - d",
    "-".repeat(80),
    `| a | b |\n|${"-".repeat(200)}|---|\n| **x** | \`y\` |`,
    `${"Some **bold** words and `code`. ".repeat(200)}`,
    `\`\`\`\n${"[[0, 1], [1, 0]], ".repeat(300)}\n\`\`\``,
    "[docs](https://example.org/a) ".repeat(100),
  ]) {
    expect(isTangled(text), text.slice(0, 40)).toBe(false);
  }
  expect(isTangled(">".repeat(5_000))).toBe(true);
  expect(isTangled("- ".repeat(2_000))).toBe(true);
  expect(isTangled("*".repeat(5_000))).toBe(true);
  expect(isTangled(`${" ".repeat(100)}- far in`)).toBe(true);
});

it("takes no time of its own", () => {
  const started = performance.now();
  for (const text of tangles) isTangled(text);
  expect(performance.now() - started).toBeLessThan(2_000);
});
