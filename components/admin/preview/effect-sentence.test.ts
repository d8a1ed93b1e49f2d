import { expect, test } from "vitest";
import { effectSentence } from "./effect-sentence";

const of = (principals: number, channels: number) => ({
  ...{ principals, channels },
  ...{ pairs: channels, reading: channels, isCapped: false },
});

test("an effect is one sentence, in the number it needs", () => {
  expect(effectSentence(of(3, 12), "lose")).toBe("3 agents and people lose 12 channels");
  expect(effectSentence(of(1, 1), "gain")).toBe("1 agent or person gains 1 channel");
  expect(effectSentence(of(100_000, 2), "lose")).toBe("100,000 agents and people lose 2 channels");
});

test("who can still read does not lose the channel", () => {
  expect(effectSentence({ ...of(2, 3), reading: 1 }, "lose")).toBe("2 agents and people may do less in 3 channels");
  expect(effectSentence({ ...of(1, 1), reading: 0 }, "gain")).toBe("1 agent or person may do more in 1 channel");
});

test("nobody concerned is no sentence, and a count that was given up says so", () => {
  expect(effectSentence(of(0, 0), "lose")).toBeUndefined();
  const capped = { ...of(10_000, 4), isCapped: true };
  expect(effectSentence(capped, "lose")).toBe("at least 10,000 agents and people lose 4 channels");
});
