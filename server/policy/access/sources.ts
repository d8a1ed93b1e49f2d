import type { Tx } from "@/server/db";
import { type Sources, selectSourceGroups } from "./candidates-repository";
import type { PlaceRow } from "./place-repository";

/** Where those who may read a place, or post in it, come from. */
export async function sourcesOf(
  db: Tx,
  { spaceId, place, action }: { spaceId: string; place: PlaceRow; action: "channel.read" | "channel.post" },
): Promise<Sources> {
  const { channelKey, isPrivateThread, isPublic, hasGroups } = place;
  const threadKey = isPrivateThread ? place.threadKey : null;
  const isOpen = isPublic && (action === "channel.read" || !hasGroups);
  const blockEffects = action === "channel.read" ? ["access"] : ["access", "posting"];
  return {
    spaceId,
    channelKey,
    isForEverybody: isOpen && !isPrivateThread,
    groupKeys: await selectSourceGroups(db, { channelKey, threadKey, blockEffects }),
    hasAdmins: true,
    hasHolders: !isPrivateThread,
  };
}
