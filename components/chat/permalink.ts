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

/** What an address names after `at=`: a message, or something that is no number of one. */
export type Addressed = { sequence: number } | { invalid: string };

/** Reads the number of a message from an address. */
export function addressedMessage(text: string): Addressed {
  const sequence = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(sequence) && sequence > 0 ? { sequence } : { invalid: text.slice(0, 40) };
}

/** Takes the message out of the page's address, without loading anything: the reader is elsewhere now. */
export function leaveAddressed(): void {
  const url = new URL(window.location.href);
  if (!url.searchParams.has(permalinkKey)) return;
  url.searchParams.delete(permalinkKey);
  window.history.replaceState(null, "", url);
}
