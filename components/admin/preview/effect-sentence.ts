import { previewTexts } from "./texts";

interface EffectSize {
  principals: number;
  channels: number;
  /** Pairs of the two, and those of them that are about reading. */
  pairs: number;
  reading: number;
  /** There are more: counting was given up. */
  isCapped: boolean;
}

/**
 * An effect as a sentence: "3 agents and people lose 12 channels", or that they may do less there where they can still read. Nothing
 * when nobody is concerned.
 */
export function effectSentence(effect: EffectSize, direction: "lose" | "gain"): string | undefined {
  const { principals, channels, pairs, reading, isCapped } = effect;
  if (principals === 0) return undefined;
  const number = (count: number) => count.toLocaleString("en");
  const who = `${number(principals)} ${previewTexts.principals(principals)}`;
  const what = `${number(channels)} ${previewTexts.channels(channels)}`;
  const verb = reading === pairs ? previewTexts[direction](principals) : previewTexts.rights[direction];
  const sentence = `${who} ${verb} ${what}`;
  return isCapped ? `${previewTexts.atLeast} ${sentence}` : sentence;
}
