import { LRUCache } from "lru-cache";
import type { Db, ServiceContext } from "@/server/db";
import { countLiveCredentials } from "./repository";

/** How many credentials an installation issues a second without making others wait. */
const returnsPerSecond = 1_000;
const withinMsMax = 60_000;
const countedForMs = 30_000;
const spacesMax = 1_000;

const counts = new WeakMap<Db, LRUCache<string, number>>();

/** Over how many milliseconds those who lose their credentials in one change should come back: one for each live credential of the space, at most a minute. */
export async function returnWithinMs({ db, clock }: ServiceContext, spaceId: string): Promise<number> {
  const known = counts.get(db) ?? new LRUCache({ max: spacesMax, ttl: countedForMs });
  counts.set(db, known);
  const most = (withinMsMax / 1_000) * returnsPerSecond;
  let live = known.get(spaceId);
  if (live === undefined) {
    live = await countLiveCredentials(db, spaceId, clock.now(), most);
    known.set(spaceId, live);
  }
  return Math.round((live / returnsPerSecond) * 1_000);
}
