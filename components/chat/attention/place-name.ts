import type { Place } from "@/sdk/protocol";

/** The place in words: `#sensors`, `#sensors/spike`. */
export function placeName({ channel, thread }: Place): string {
  return thread === undefined ? `#${channel}` : `#${channel}/${thread}`;
}

/** The address of a place; with a sequence, of that message in it. */
export function placePath(spaceId: string, { channel, thread }: Place, sequence?: number): string {
  const path = `/s/${spaceId}/c/${channel}${thread === undefined ? "" : `/t/${thread}`}`;
  return sequence === undefined ? path : `${path}?at=${sequence}`;
}
