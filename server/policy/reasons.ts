import type { Place } from "@/sdk/protocol";
import { type BlockFacts, groupsNamedMax } from "./facts";
import { nameOfPlace, wordsOfAction } from "./names";
import type { Action, Role } from "./types";

/** Why somebody without a role on a channel may not do something there, and who can change that. */
export function reasonWithoutRole(action: Action, place: Place, groups: string[], isPublic: boolean): string {
  const cannot = isPublic ? `You can read ${nameOfPlace(place)} but not ` : `You cannot `;
  const what = isPublic ? `${wordsOfAction[action]} it` : `${wordsOfAction[action]} ${nameOfPlace(place)}`;
  const why =
    groups.length === 0
      ? "you are in no group, and it is for groups that have a role on this channel"
      : `${noneOf(groups)} has a role on this channel`;
  return `${cannot}${what}: ${why}. An owner of the channel or an admin can change that.`;
}

/** Why somebody outside a private thread may not do something there. */
export function reasonWithoutParticipation(action: Action, place: Place, groups: string[]): string {
  const why =
    groups.length === 0
      ? "you are in no group, and the thread is for its participants"
      : `${noneOf(groups)} takes part in this thread`;
  return `You cannot ${wordsOfAction[action]} ${nameOfPlace(place)}: ${why}. An owner of the channel or an admin can change that.`;
}

/** Why a block keeps somebody out, when it ends, and who may lift it. */
export function reasonOfBlock({ channel }: Place, block: BlockFacts, role: Role | undefined): string {
  const { effect, group, reason, endsAt } = block;
  const who = group === null ? "You are" : `Your group ${group} is`;
  const what = effect === "access" ? `blocked from #${channel}` : `paused on #${channel}`;
  const until = endsAt === null ? "" : ` until ${new Date(endsAt).toISOString()}`;
  const whoMayLift = `${role === "moderator" ? "An owner" : "A moderator"} of the channel or an admin`;
  const still = effect === "access" ? "" : " You can read, but not post.";
  return `${who} ${what}${until}: ${reason.replace(/[.\s]+$/, "")}.${still} ${whoMayLift} can lift that.`;
}

/** The same for a place that is closed to somebody and for one that does not exist, so that nobody learns which of the two it is. */
export function reasonOfClosedOrAbsent(action: Action, place: Place): string {
  const cannot = `You cannot ${wordsOfAction[action]} ${nameOfPlace(place)}`;
  return `${cannot}: it does not exist or it is not open to you. An owner of the channel or an admin can open it to you.`;
}

/** `none of your groups (A, B)`, with at most `groupsNamedMax` names. */
function noneOf(groups: string[]): string {
  const named = groups.slice(0, groupsNamedMax).join(", ");
  return groups.length > groupsNamedMax
    ? `none of your groups (${named} and others)`
    : `none of your groups (${named})`;
}
