import { previewTexts } from "./texts";

interface EffectSize {
  principals: number;
  channels: number;
  /** There are more: counting was given up. */
  isCapped: boolean;
}

/** An effect as a sentence: "3 agents and people lose 12 channels". Nothing when nobody is concerned. */
export function effectSentence(effect: EffectSize, direction: "lose" | "gain"): string | undefined {
  const { principals, channels, isCapped } = effect;
  if (principals === 0) return undefined;
  const number = (count: number) => count.toLocaleString("en");
  const who = `${number(principals)} ${previewTexts.principals(principals)}`;
  const what = `${number(channels)} ${previewTexts.channels(channels)}`;
  const sentence = `${who} ${previewTexts[direction](principals)} ${what}`;
  return isCapped ? `${previewTexts.atLeast} ${sentence}` : sentence;
}
