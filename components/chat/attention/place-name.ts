import type { Place } from "@/sdk/protocol";

/** The place in words: `#sensors`, `#sensors/spike`. */
export function placeName({ channel, thread }: Place): string {
  return thread === undefined ? `#${channel}` : `#${channel}/${thread}`;
}
