import type { ServiceContext, Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { bumpRevision, lockSpace } from "../change-repository";
import { writeAudit } from "../logs/write-audit";
import { findUserById, lockUserAndAdmins, selectBelongings, type UserRow } from "./repository";

/** What a change of a person's account did. */
interface PersonChange {
  /** Nothing changed: no revision, no audit row, nothing announced. */
  isChanged: boolean;
  before?: unknown;
  after?: unknown;
}

export interface PersonChanged {
  isChanged: boolean;
  /** The spaces they are a person of, with who they are there. */
  belongings: { spaceId: string; id: string }[];
  /** The revision of each of these spaces. */
  revisions: Record<string, string>;
}

const transactionTimeoutMs = 60_000;

/**
 * Runs `change` on somebody's account as the only policy write of every space they are a person of, raises the revision of
 * each, writes one audit row for the platform in the same transaction, and then announces `policy.changed` in each space.
 * Throws NOT_FOUND for an unknown user.
 */
export async function changePerson(
  ctx: ServiceContext,
  { userId, verb }: { userId: string; verb: string },
  change: (tx: Tx, user: UserRow, others: { otherAdmins: number }) => Promise<PersonChange>,
): Promise<PersonChanged> {
  const { isChanged, revisions } = await ctx.db.$transaction(
    async (tx) => {
      const revisions: Record<string, string> = {};
      // Spaces before people, and both in one order: so does everybody who takes more than one.
      for (const { spaceId } of await selectBelongings(tx, userId)) {
        revisions[spaceId] = (await lockSpace(tx, spaceId)) ?? "0";
      }
      const others = await lockUserAndAdmins(tx, userId);
      const user = await findUserById(tx, userId);
      if (!user) throw new AppError("NOT_FOUND", "There is no such person.", { reason: "unknown_person" });
      const done = await change(tx, user, others);
      if (!done.isChanged) return { isChanged: false, revisions };
      const { before, after } = done;
      await writeAudit(ctx, tx, { spaceId: null, verb, target: `user:${user.email}`, before, after });
      for (const spaceId of Object.keys(revisions)) revisions[spaceId] = await bumpRevision(tx, spaceId);
      return { isChanged: true, revisions };
    },
    { timeout: transactionTimeoutMs, maxWait: transactionTimeoutMs },
  );
  // Read again: somebody who entered a space meanwhile is announced there too.
  const belongings = await selectBelongings(ctx.db, userId);
  for (const { spaceId, id } of isChanged ? belongings : []) {
    ctx.bus.publish("policy.changed", { spaceId, revision: revisions[spaceId] ?? "0", principals: [id] });
  }
  return { isChanged, belongings, revisions };
}
