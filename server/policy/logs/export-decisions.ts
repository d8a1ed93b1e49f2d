import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { decisionLogOf } from "../decision-log";
import { requireSpace } from "../identities/administer";
import { parseInput } from "../input";
import { cloudEventOfDecision } from "./cloud-event";
import { lastDecisionId, selectDecisionIds, selectDecisionRows } from "./decision-repository";
import { writeExport } from "./export-format";
import { ExportDecisionsInput } from "./input";
import { type DecisionEntry, decisionEntryOf } from "./list-decisions";
import { readForward } from "./read-forward";
import { writeAudit } from "./write-audit";

const rowsAtOnce = 1_000;

/**
 * The file of all decisions that meet the filters, oldest first, up to the moment of asking; it is read page by page as it is
 * consumed. That it was asked for is itself in the audit log before the first line is given.
 */
export async function exportDecisions(
  ctx: ServiceContext,
  given: ExportDecisionsInput,
): Promise<AsyncGenerator<string>> {
  await requireSpaceAdmin(ctx);
  const { format, ...filters } = parseInput(ExportDecisionsInput, given);
  const { spaceId, ...asked } = filters;
  await requireSpace(ctx.db, spaceId);
  await decisionLogOf(ctx).flush();
  const last = await lastDecisionId(ctx.db);
  await writeAudit(ctx, ctx.db, {
    spaceId,
    verb: "decisions.export",
    target: `space:${spaceId}`,
    after: { format, ...asked },
  });
  const pages = readForward<DecisionEntry>(last, async (edge) => {
    const { ids, next } = await selectDecisionIds(ctx.db, filters, { edge, isAscending: true, limit: rowsAtOnce });
    const rows = await selectDecisionRows(ctx.db, ids);
    rows.sort((a, b) => Number(a.id - b.id));
    return { entries: rows.map(decisionEntryOf), next };
  });
  return writeExport(pages, { format, eventOf: cloudEventOfDecision });
}
