import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { closeLostAccess } from "../credentials/close-lost-access";
import { groupName, parseInput } from "../input";
import { deleteChangesBefore, insertMemberChange, joinGroup, leaveGroup } from "./changes-repository";
import { describeMemberChange } from "./describe-change";
import { findGroup } from "./find-one";
import { type LineProblem, readLines, wrongLines } from "./member-lines";
import { findPrincipalKeys } from "./repository";

const linesMax = 10_000;
/** How long a change can be undone. */
export const undoableMs = 7 * 86_400_000;

const lines = z
  .array(z.string())
  .max(linesMax, `at most ${linesMax.toLocaleString("en")} at once`)
  .default([]);

const ChangeMembersInput = z.object({
  spaceId: z.string(),
  group: groupName,
  /** Ids of principals, a line each as they were pasted. */
  add: lines,
  remove: lines,
  /** Leaves out the lines that name nobody, tells them and does the rest; otherwise one such line is VALIDATION and nothing is done. */
  skipUnknown: z.boolean().default(true),
});
export type ChangeMembersInput = z.input<typeof ChangeMembersInput>;

export interface MembersChanged {
  /** How many had not been in the group. */
  added: number;
  /** How many had been in it. */
  removed: number;
  problems: LineProblem[];
  /** What `undoMemberChange` takes, for seven days; null when nothing changed. */
  changeId: string | null;
  /** Live connections that read through the group alone and were ended. */
  closed: number;
  revision: string;
}

/**
 * The principals of `add` are members and those of `remove` are not, in one transaction; what really changed can be undone.
 * Throws NOT_FOUND for an unknown group.
 */
export async function changeMembers(ctx: ServiceContext, given: ChangeMembersInput): Promise<MembersChanged> {
  await requireSpaceAdmin(ctx);
  const { spaceId, group: name, skipUnknown, ...input } = parseInput(ChangeMembersInput, given);
  const toAdd = readLines("add", input.add, undefined);
  const toRemove = readLines("remove", input.remove, toAdd);
  const target = { spaceId, verb: "group.members", target: `group:${name}` };
  const { result, revision } = await changePolicy(ctx, target, async (tx) => {
    const { key: groupKey } = await findGroup(tx, spaceId, name);
    const joining = await findPrincipalKeys(tx, spaceId, toAdd.ids);
    const leaving = await findPrincipalKeys(tx, spaceId, toRemove.ids);
    const problems = [
      toAdd.problems,
      toAdd.unknown(joining.missing),
      toRemove.problems,
      toRemove.unknown(leaving.missing),
    ];
    const inOrder = problems.flat().sort((one, other) => one.list.localeCompare(other.list) || one.index - other.index);
    if (!skipUnknown && inOrder.length > 0) throw wrongLines(inOrder);
    const at = ctx.clock.now();
    const removed = await leaveGroup(tx, groupKey, leaving.keys);
    const added = await joinGroup(tx, groupKey, joining.keys, at);
    const isChanged = added.length + removed.length > 0;
    await deleteChangesBefore(tx, spaceId, new Date(at.getTime() - undoableMs));
    const changeId = isChanged ? await insertMemberChange(tx, { spaceId, groupKey, at, added, removed }) : null;
    const counts = { added: added.length, removed: removed.length, problems: inOrder, changeId };
    return describeMemberChange({ counts, left: removed.map(({ id }) => id) }, { added, removed }, { changeId });
  });
  const closed = await closeLostAccess(ctx, { spaceId, reason: `removed from group ${name}`, principals: result.left });
  return { ...result.counts, closed, revision };
}
