import { z } from "zod";
import { type Filter, filterCharactersMax, isZone, parseFilter } from "@/sdk/filter";
import { AppError, type FieldProblem } from "@/server/kernel";

export const SearchInput = z.strictObject({
  spaceId: z.string(),
  /** The principal that wants to find something. */
  principal: z.string(),
  /** In the language of sdk/filter. */
  query: z.string().max(filterCharactersMax),
  /** Exclusive: the `next` of an earlier answer. */
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(100).default(25),
  /** The IANA name of the zone in which days begin; UTC when absent. */
  zone: z.string().max(64).refine(isZone, "a time zone, such as Europe/Berlin").optional(),
});
export type SearchInput = z.input<typeof SearchInput>;
export type CheckedSearch = z.output<typeof SearchInput> & { filter: Filter };

/** The input with its filter. Throws VALIDATION that names each wrong field, and each wrong part of the query with its remedy. */
export function checkSearch(given: SearchInput): CheckedSearch {
  const parsed = SearchInput.safeParse(given);
  if (!parsed.success) {
    throw invalid(parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })));
  }
  const { filter, problems } = parseFilter(parsed.data.query);
  if (problems.length > 0) throw invalid(problems.map(({ message }) => ({ path: "query", message })));
  return { ...parsed.data, filter };
}

function invalid(fields: FieldProblem[]): AppError {
  return new AppError("VALIDATION", `${fields[0]?.path}: ${fields[0]?.message}`, { fields });
}
