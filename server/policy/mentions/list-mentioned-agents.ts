import { groupMentionMark, hereMention, type Place } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { findPlace } from "../access/place-repository";
import { requireSpaceAdmin } from "../authorize";
import { decideReading } from "./check-reading";
import { selectAgentsOfGroup, selectGroupKeysOfPlace, selectOnlineAgents } from "./groups-repository";

/** A mention of more agents than this is not told to each of them. */
export const mentionedAgentsMax = 1_000;

export interface MentionedAgents {
  /** Ids; empty when there are too many. */
  agents: string[];
  areTooMany: boolean;
}

/** The agents behind a mention of a group or of `here` that can read the place, if they are at most 1,000. For services and admins. */
export async function listMentionedAgents(
  ctx: ServiceContext,
  { spaceId, place, mention }: { spaceId: string; place: Place; mention: string },
): Promise<MentionedAgents> {
  await requireSpaceAdmin(ctx);
  const limit = mentionedAgentsMax + 1;
  const ids = mention.startsWith(groupMentionMark)
    ? await selectAgentsOfGroup(ctx.db, { spaceId, group: mention.slice(groupMentionMark.length), limit })
    : await onlineAgents(ctx, { spaceId, place, mention, limit });
  if (ids.length > mentionedAgentsMax) return { agents: [], areTooMany: true };
  const asked = ids.map((principal) => ({ principal, place }));
  const decisions = await decideReading(ctx.db, spaceId, asked);
  return { agents: ids.filter((_, index) => decisions[index]?.allowed), areTooMany: false };
}

async function onlineAgents(
  { db }: ServiceContext,
  { spaceId, place, mention, limit }: { spaceId: string; place: Place; mention: string; limit: number },
): Promise<string[]> {
  const found = mention === hereMention ? await findPlace(db, spaceId, place) : undefined;
  if (!found) return [];
  const groupKeys = await selectGroupKeysOfPlace(db, found);
  return selectOnlineAgents(db, { spaceId, place: found, groupKeys, limit });
}
