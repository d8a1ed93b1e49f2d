import { z } from "zod";
import { filterCharactersMax, parseFilter } from "@/sdk/filter";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { countFilters, lockPrincipal, removeFilter, selectFilters, upsertFilter } from "./repository";
import type { SavedFilterView } from "./view";

const filtersMax = 200;

export const SaveFilterInput = z.strictObject({
  spaceId: z.string(),
  principal: z.string(),
  name: z.string().trim().min(1, "Give the filter a name.").max(80, "At most 80 characters."),
  query: z.string().trim().min(1, "There is nothing to save yet.").max(filterCharactersMax),
  isShared: z.boolean().default(false),
});
export type SaveFilterInput = z.input<typeof SaveFilterInput>;

/** The principal's own filters, and those that others of the space share. */
export function listFilters(
  { db }: ServiceContext,
  { spaceId, principal }: { spaceId: string; principal: string },
): Promise<SavedFilterView[]> {
  return selectFilters(db, { spaceId, principal, limit: filtersMax });
}

/** Keeps a filter under its name; one of the same name is replaced. Throws VALIDATION for a query that cannot be read, LIMIT_EXCEEDED beyond 200. */
export async function saveFilter({ db }: ServiceContext, given: SaveFilterInput): Promise<SavedFilterView> {
  const parsed = SaveFilterInput.safeParse(given);
  const fields = parsed.success
    ? parseFilter(parsed.data.query).problems.map(({ message }) => ({ path: "query", message }))
    : parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  if (!parsed.success || fields.length > 0) throw new AppError("VALIDATION", fields[0]?.message ?? "", { fields });
  const { spaceId, principal, ...filter } = parsed.data;
  return db.$transaction(async (tx) => {
    const principalKey = await lockPrincipal(tx, spaceId, principal);
    if (principalKey === undefined) {
      throw new AppError("NOT_FOUND", `There is no principal "${principal}" in this space.`, {
        reason: "unknown_principal",
      });
    }
    const saved = await upsertFilter(tx, { spaceId, principalKey, ...filter });
    if ((await countFilters(tx, principalKey)) <= filtersMax) return saved;
    throw new AppError("LIMIT_EXCEEDED", `You keep ${filtersMax} filters already: remove one first.`, {
      reason: "too_many",
    });
  });
}

/** Removes one of the principal's own. Throws NOT_FOUND for any other. */
export async function deleteFilter(
  { db }: ServiceContext,
  input: { spaceId: string; principal: string; id: string },
): Promise<void> {
  if (await removeFilter(db, input)) return;
  throw new AppError("NOT_FOUND", "There is no such filter among yours.", { reason: "unknown_filter" });
}
