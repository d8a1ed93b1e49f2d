import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { closeLostAccess } from "../credentials/close-lost-access";
import { parseInput } from "../input";
import { undoableMs } from "./change-members";
import { findMemberChange, leaveGroup, type MemberChangeRow, markUndone, rejoinGroup } from "./changes-repository";
import { describeMemberChange } from "./describe-change";

const UndoMemberChangeInput = z.object({
  spaceId: z.string(),
  changeId: z.uuid("what `changeMembers` returned"),
});
export type UndoMemberChangeInput = z.input<typeof UndoMemberChangeInput>;

/**
 * Whom that change put into the group is out of it and whom it took out is in it again; nobody else is touched. Works once:
 * a second time it is CONFLICT, after seven days NOT_FOUND, and PRECONDITION_FAILED when the group is gone.
 */
export async function undoMemberChange(
  ctx: ServiceContext,
  given: UndoMemberChangeInput,
): Promise<{ added: number; removed: number; closed: number; revision: string }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, changeId } = parseInput(UndoMemberChangeInput, given);
  // Undone twice at the same time, the second waits for the space and finds it undone.
  const change = await requireUndoable(ctx, spaceId, changeId);
  const target = { spaceId, verb: "group.undo", target: `group:${change.group}` };
  const { result, revision } = await changePolicy(ctx, target, async (tx) => {
    const { groupKey, added, removed, removedJoinedAt } = await requireUndoable({ ...ctx, db: tx }, spaceId, changeId);
    const taken = await leaveGroup(tx, groupKey, added);
    const returned = await rejoinGroup(tx, groupKey, removed, removedJoinedAt);
    await markUndone(tx, changeId, ctx.clock.now());
    const done = { counts: { added: returned.length, removed: taken.length }, left: taken.map(({ id }) => id) };
    return { ...describeMemberChange(done, { added: returned, removed: taken }, { changeId }), isChanged: true };
  });
  const reason = `removed from group ${change.group}`;
  const closed = await closeLostAccess(ctx, { spaceId, reason, principals: result.left });
  return { ...result.counts, closed, revision };
}

async function requireUndoable(
  { db, clock }: { db: Parameters<typeof findMemberChange>[0]; clock: ServiceContext["clock"] },
  spaceId: string,
  changeId: string,
): Promise<MemberChangeRow & { group: string }> {
  const change = await findMemberChange(db, spaceId, changeId);
  if (!change || change.at.getTime() < clock.now().getTime() - undoableMs) {
    const message = "There is no such change of members, or it is more than seven days old.";
    throw new AppError("NOT_FOUND", message, { reason: "unknown_change" });
  }
  if (change.undoneAt) {
    throw new AppError("CONFLICT", "This change of members has been undone already.", { reason: "already_undone" });
  }
  const { group } = change;
  if (group !== null) return { ...change, group };
  throw new AppError("PRECONDITION_FAILED", "The group is gone; its members cannot be put back.", {
    reason: "group_gone",
  });
}
