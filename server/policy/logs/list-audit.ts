import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { parseInput } from "../input";
import { type AuditEntry, entryOf } from "./audit-entry";
import { findAuditRow, selectAuditIds, selectAuditRows } from "./audit-repository";
import { ListAuditInput, ReadAuditInput } from "./input";

const jsonCharactersMax = 8_000;

/**
 * A page of what was done in the space and on the platform as a whole, the latest first; `next` is the `before` of the
 * following page. A page may hold fewer than asked for, or none, and yet have a `next`: the search goes on there.
 */
export async function listAudit(
  ctx: ServiceContext,
  given: ListAuditInput,
): Promise<{ entries: AuditEntry[]; next: string | undefined }> {
  await requireSpaceAdmin(ctx);
  const { before, limit, ...filters } = parseInput(ListAuditInput, given);
  const { ids, next } = await selectAuditIds(ctx.db, filters, { edge: before, limit });
  const rows = await selectAuditRows(ctx.db, ids, jsonCharactersMax);
  rows.sort((a, b) => Number(b.id - a.id));
  return { entries: rows.map(entryOf), next };
}

/** One act as a whole. Throws NOT_FOUND for one of another space. */
export async function readAudit(ctx: ServiceContext, given: { spaceId: string; id: string }): Promise<AuditEntry> {
  await requireSpaceAdmin(ctx);
  const { spaceId, id } = parseInput(ReadAuditInput, given);
  const row = await findAuditRow(ctx.db, spaceId, BigInt(id));
  if (!row) throw new AppError("NOT_FOUND", "There is no such entry in the audit log.");
  return entryOf(row);
}
