import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { requireSpace } from "../identities/administer";
import { parseInput } from "../input";
import { type AuditEntry, entryOf } from "./audit-entry";
import { lastAuditId, selectAuditIds, selectAuditRows } from "./audit-repository";
import { cloudEventOfAudit } from "./cloud-event";
import { writeExport } from "./export-format";
import { ExportAuditInput } from "./input";
import { readForward } from "./read-forward";
import { writeAudit } from "./write-audit";

const rowsAtOnce = 500;
const jsonCharactersMax = 2 ** 31 - 1;

/**
 * The file of all acts that meet the filters, oldest first, up to the moment of asking; it is read page by page as it is
 * consumed. That it was asked for is itself in the audit log before the first line is given.
 */
export async function exportAudit(ctx: ServiceContext, given: ExportAuditInput): Promise<AsyncGenerator<string>> {
  await requireSpaceAdmin(ctx);
  const { format, ...filters } = parseInput(ExportAuditInput, given);
  const { spaceId, ...asked } = filters;
  await requireSpace(ctx.db, spaceId);
  const last = await lastAuditId(ctx.db);
  await writeAudit(ctx, ctx.db, {
    spaceId,
    verb: "audit.export",
    target: `space:${spaceId}`,
    after: { format, ...asked },
  });
  const pages = readForward<AuditEntry>(last, async (edge) => {
    const { ids, next } = await selectAuditIds(ctx.db, filters, { edge, isAscending: true, limit: rowsAtOnce });
    const rows = await selectAuditRows(ctx.db, ids, jsonCharactersMax);
    rows.sort((a, b) => Number(a.id - b.id));
    return { entries: rows.map(entryOf), next };
  });
  return writeExport(pages, { format, eventOf: cloudEventOfAudit });
}
