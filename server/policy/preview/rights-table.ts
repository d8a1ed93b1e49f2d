import { decide } from "../decide";
import type { BlockFacts, Facts } from "../facts";
import type { Action, BlockEffect, Role } from "../types";

/** Bits of what somebody may do at a place. */
export const rights = { read: 1, post: 2, moderate: 4, manage: 8 } as const;

const actionOf: [Action, number][] = [
  ["channel.read", rights.read],
  ["channel.post", rights.post],
  ["channel.moderate", rights.moderate],
  ["channel.manage", rights.manage],
];

const actionsInThread = actionOf.slice(0, 2);

/** As codes: the place of each in its list. `effect-repository.ts` spells the same. */
export const roleCodes: readonly (Role | undefined)[] = ["owner", "moderator", "member", undefined];
const platformCodes = [undefined, "admin", "operator", "observer"] as const;
/** How somebody is blocked: not at all, by a group, by name. */
const blockCodes = [undefined, { group: "group" }, { group: null }] as const;
const yesNo = [false, true] as const;

/**
 * The rights of every kind of principal at every kind of place, as `decide` has them. The index is made of the codes with
 * the first as the most significant: is a private thread, is public, names groups, platform role, role, takes part, access
 * block, posting block.
 */
export function rightsTable(): number[] {
  table ??= makeTable();
  return table;
}
let table: number[] | undefined;

function makeTable(): number[] {
  const made: number[] = [];
  for (const isThread of yesNo)
    for (const isPublic of yesNo)
      for (const hasGroups of yesNo)
        for (const platformRole of platformCodes)
          for (const role of roleCodes)
            for (const participates of yesNo)
              for (const access of blockCodes)
                for (const posting of blockCodes) {
                  const facts: Facts = {
                    ...anybody,
                    principal: { key: 0, kind: platformRole ? "person" : "agent", isDisabled: false, platformRole },
                    channel: { state: "Active", isPublic, hasGroups, enablePersistence: true, retentionMs: null },
                    thread: isThread ? { isPrivate: true, state: "Active" } : undefined,
                    role: role && { role, group: null },
                    participantGroup: participates ? "group" : undefined,
                    blocks: [...blockOf("access", access), ...blockOf("posting", posting)],
                  };
                  made.push(rightsOf(facts, isThread));
                }
  return made;
}

const anybody = { revision: "0", readAt: 0, isSpaceArchived: false, groups: [] };

function rightsOf(facts: Facts, isThread: boolean): number {
  const place = { channel: "channel", ...(isThread && { thread: "thread" }) };
  // Moderating and managing are about the channel as a whole; they count there.
  return (isThread ? actionsInThread : actionOf)
    .filter(([action]) => decide({ principal: "principal", action, place }, facts).allowed)
    .reduce((sum, [, right]) => sum + right, 0);
}

function blockOf(effect: BlockEffect, block: (typeof blockCodes)[number]): BlockFacts[] {
  return block ? [{ id: "", effect, group: block.group, reason: "", endsAt: null }] : [];
}
