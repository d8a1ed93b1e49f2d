import { bodyTexts } from "./texts";

/** How long something took, in two units at most; empty when that is not known. */
export function durationText(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || milliseconds < 0) return "";
  if (milliseconds < 1_000) return bodyTexts.milliseconds(milliseconds);
  if (milliseconds < 59_500) return bodyTexts.seconds(milliseconds / 1_000);
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 3_600) return bodyTexts.minutes(Math.floor(seconds / 60), seconds % 60);
  const minutes = Math.round(seconds / 60);
  return bodyTexts.hours(Math.floor(minutes / 60), minutes % 60);
}
