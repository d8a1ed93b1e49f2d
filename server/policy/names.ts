import type { Place } from "@/sdk/protocol";
import type { Action } from "./types";

/** A place as people write it: `#sensors.anomaly` or `#sensors.anomaly/subanalysis`. */
export function nameOfPlace(place: Place): string {
  return place.thread === undefined ? `#${place.channel}` : `#${place.channel}/${place.thread}`;
}

/** Each action as the verb of a sentence whose object is a place. */
export const wordsOfAction: Record<Action, string> = {
  "channel.read": "read",
  "channel.post": "post to",
  "channel.manage": "manage",
  "channel.moderate": "moderate",
  "thread.create": "start a thread in",
  "space.admin": "administer",
};
