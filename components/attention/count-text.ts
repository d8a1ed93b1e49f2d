import { attentionTexts } from "./texts";

const shownMax = 99;

/** A number as a badge shows it: beyond 99 how many it is says nothing. */
export function countText(count: number): string {
  return count > shownMax ? attentionTexts.many : String(count);
}
