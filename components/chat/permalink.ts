import type { Place } from "@/sdk/protocol";

/** The parameter of a place's address that names a message of it by its sequence. */
export const permalinkKey = "at";

/** The address of a place in the console. */
export function placePath(spaceId: string, { channel, thread }: Place): string {
  const path = `/s/${spaceId}/c/${encodeURIComponent(channel)}`;
  return thread === undefined ? path : `${path}/t/${encodeURIComponent(thread)}`;
}

/**
 * The address that opens a place at one of its messages and stays there, whatever comes after it. A message that was never
 * stored has no number: its address is the place's.
 */
export function permalinkOf(spaceId: string, place: Place, sequence: number | undefined): string {
  const path = placePath(spaceId, place);
  return sequence === undefined ? path : `${path}?${permalinkKey}=${sequence}`;
}
