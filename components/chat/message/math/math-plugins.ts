import type { Options } from "react-markdown";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import { limitMath } from "./limit-math";
import "katex/dist/katex.min.css";

/** Only what `findMath` marked is a formula: a single dollar is money. */
export const mathRemarkPlugins: NonNullable<Options["remarkPlugins"]> = [[remarkMath, { singleDollarTextMath: false }]];

/** Sets formulas. Nothing in them leads or loads anywhere (`trust`), defines without end (`maxExpand`) or is larger than a few lines (`maxSize`). */
export const mathRehypePlugins: NonNullable<Options["rehypePlugins"]> = [
  limitMath,
  [rehypeKatex, { trust: false, maxExpand: 200, maxSize: 8, strict: "ignore", errorColor: "inherit" }],
];
