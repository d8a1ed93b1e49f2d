import { z } from "zod";

/** What is typed into a search box: some characters that a name must hold, in any case. */
export const searchText = z
  .string()
  .max(200, "at most 200 characters")
  .refine((text) => !text.includes("\0"), "no control characters")
  .transform((text) => text.trim())
  .optional();

/** The pattern of ILIKE for texts that hold `search` as it is written. */
export function patternOf(search: string): string {
  return `%${search.replace(/[\\%_]/g, "\\$&")}%`;
}
