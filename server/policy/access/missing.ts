import { blocksInForce, isOnAction } from "../blocks/in-force";
import { decide, type Question } from "../decide";
import type { BlockFacts, Facts } from "../facts";
import { nameOfPlace, wordsOfAction } from "../names";
import type { Action, Role } from "../types";
import { withoutObstacles } from "./ways";

const groupsNamedMax = 5;

/** The roles on a channel that give the right to the action. */
export const rolesThatGive: Record<Action, Role[]> = {
  "channel.read": ["owner", "moderator", "member"],
  "channel.post": ["owner", "moderator", "member"],
  "thread.create": ["owner", "moderator", "member"],
  "channel.moderate": ["owner", "moderator"],
  "channel.manage": ["owner"],
  "space.admin": [],
};

/**
 * What a denied principal lacks, for people who can give it: the right, an end of its blocks, an open place. All of it has
 * to change. `groups` are those that have the right, of which five are named.
 */
export function lackOf(question: Question, facts: Facts, groups: string[]): string[] {
  const open = decide(question, withoutObstacles(facts));
  const { platformRole } = facts.principal ?? {};
  const inForce = blocksInForce({ ...facts, platformRole, role: facts.role?.role });
  const unblocked = decide(question, { ...facts, blocks: [] });
  const isClosed = open.allowed && !unblocked.allowed;
  return [
    ...(open.allowed ? [] : [lackOfRight(question, open.rule, open.reason, groups)]),
    ...inForce.filter((block) => isOnAction(block, question.action)).map((block) => endOf(block, question)),
    ...(isClosed ? [unblocked.reason] : []),
  ];
}

function lackOfRight({ action, place }: Question, rule: string, reason: string, groups: string[]): string {
  if (!place) return reason;
  switch (rule) {
    case "platform.observer":
      return `Another platform role: an observer never may ${wordsOfAction[action]} anything.`;
    case "thread.participant":
      return `Membership in ${oneOf(groups)} that ${groups.length === 1 ? "takes" : "take"} part in ${nameOfPlace(place)}.`;
    case "channel.role": {
      const roles = rolesThatGive[action].toReversed().join(" or ");
      const byGroup = groups.length === 0 ? "No group has one yet." : `Membership in ${oneOf(groups)} gives one.`;
      return `The role ${roles} on #${place.channel}. ${byGroup}`;
    }
    default:
      return reason;
  }
}

function oneOf(groups: string[]): string {
  const [only] = groups;
  if (only === undefined) return "one of the groups (none yet)";
  if (groups.length === 1) return `the group ${only}`;
  const named = groups.slice(0, groupsNamedMax).join(", ");
  return `one of the groups ${named}${groups.length > groupsNamedMax ? " and others" : ""}`;
}

function endOf({ effect, group, reason, endsAt }: BlockFacts, { principal, place }: Question): string {
  const who = group === null ? `"${principal}"` : `the group ${group}`;
  const what = effect === "access" ? "block" : "pause";
  const until = endsAt === null ? "" : ` It ends by itself at ${new Date(endsAt).toISOString()}.`;
  return `An end of the ${what} of ${who} on #${place?.channel} (${reason}).${until}`;
}
