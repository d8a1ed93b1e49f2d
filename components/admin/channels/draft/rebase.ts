import type { ChannelSpecView } from "@/server/api";

export type SpecField = keyof ChannelSpecView;

/** The fields in which two specs differ. */
export function changedFields(one: ChannelSpecView, other: ChannelSpecView): SpecField[] {
  return (Object.keys(one) as SpecField[]).filter((field) => !isSame(one[field], other[field]));
}

/** What somebody edited, on what the resource is by now: their changes stay, everything else is as fresh as it is. */
export function rebase(base: ChannelSpecView, edited: ChannelSpecView, fresh: ChannelSpecView): ChannelSpecView {
  const kept = changedFields(base, edited).map((field) => [field, edited[field]]);
  return { ...fresh, ...Object.fromEntries(kept) };
}

/** Plain data that says the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
