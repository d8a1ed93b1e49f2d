import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { decisionLogOf } from "../decision-log";
import { parseInput } from "../input";
import { type DecisionRow, selectDecisionIds, selectDecisionRows } from "./decision-repository";
import { ListDecisionsInput } from "./input";

/** A decision as screens and exports show it. */
export interface DecisionEntry {
  /** Decimal; later ones are higher. */
  id: string;
  /** RFC 3339; of the first, where equal ones share the entry. */
  at: string;
  spaceId: string;
  principal: string;
  action: string;
  /** `#channel`, `#channel/thread` or the space's id. */
  resource: string;
  allowed: boolean;
  rule: string;
  reason: string;
  /** Where it was asked: `fanout`, `gateway`, `history`, `console`. */
  via: string;
  /** How many equal ones the entry stands for. */
  times: number;
  /** Grants are sampled: the entry stands for one in so many. 1 for denials. */
  sampledOneIn: number;
}

/**
 * A page of the space's decisions, the latest first: every denial and a sample of the grants. `next` is the `before` of the
 * following page. A page may hold fewer than asked for, or none, and yet have a `next`: the search goes on there.
 */
export async function listDecisions(
  ctx: ServiceContext,
  given: ListDecisionsInput,
): Promise<{ entries: DecisionEntry[]; next: string | undefined }> {
  await requireSpaceAdmin(ctx);
  const { before, limit, ...filters } = parseInput(ListDecisionsInput, given);
  await decisionLogOf(ctx).flush();
  const { ids, next } = await selectDecisionIds(ctx.db, filters, { edge: before, limit });
  const rows = await selectDecisionRows(ctx.db, ids);
  rows.sort((a, b) => Number(b.id - a.id));
  return { entries: rows.map(decisionEntryOf), next };
}

export function decisionEntryOf({ id, at, ...row }: DecisionRow): DecisionEntry {
  return { id: String(id), at: at.toISOString(), ...row };
}
