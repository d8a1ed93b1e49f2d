import { expect, test } from "vitest";
import { effectSentence } from "./effect-sentence";

test("an effect is one sentence, in the number it needs", () => {
  const of = (principals: number, channels: number) => ({ principals, channels, isCapped: false });
  expect(effectSentence(of(3, 12), "lose")).toBe("3 agents and people lose 12 channels");
  expect(effectSentence(of(1, 1), "gain")).toBe("1 agent or person gains 1 channel");
  expect(effectSentence(of(100_000, 2), "lose")).toBe("100,000 agents and people lose 2 channels");
});

test("nobody concerned is no sentence, and a count that was given up says so", () => {
  expect(effectSentence({ principals: 0, channels: 0, isCapped: false }, "lose")).toBeUndefined();
  const capped = { principals: 10_000, channels: 4, isCapped: true };
  expect(effectSentence(capped, "lose")).toBe("at least 10,000 agents and people lose 4 channels");
});
