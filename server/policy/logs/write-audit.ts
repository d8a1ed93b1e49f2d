import type { ServiceContext, Tx } from "@/server/db";
import { describeActor } from "@/server/kernel";
import { type AuditRow, insertAudit } from "../change-repository";

/** What was done to what; with `before` and `after` as plain JSON. */
export type AuditedAct = Pick<AuditRow, "spaceId" | "verb" | "target"> & Partial<Pick<AuditRow, "before" | "after">>;

/** The act is in the audit log with whoever did it, when and from where, once the transaction commits; at most once for what `ctx.origin` says is recorded. */
export async function writeAudit(ctx: ServiceContext, tx: Tx, act: AuditedAct): Promise<void> {
  const { actor, origin, clock } = ctx;
  if (origin?.isRecorded) return;
  const { before, after, ...what } = act;
  const from = origin && { via: origin.via, address: origin.address };
  await insertAudit(tx, { ...what, at: clock.now(), actor: describeActor(actor), before, after, ...from });
}
