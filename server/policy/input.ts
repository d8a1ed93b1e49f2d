import { z } from "zod";
import { isPrincipalId } from "@/sdk/protocol";
import { AppError } from "@/server/kernel";

/** The parsed input. Throws VALIDATION that names each wrong field as the caller wrote it. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: pathOf(path), message }));
  const [first] = fields;
  throw new AppError("VALIDATION", first ? `${first.path}: ${first.message}` : "The input is not valid.", { fields });
}

function pathOf(path: PropertyKey[]): string {
  return path.reduce<string>(
    (whole, part) =>
      typeof part === "number" ? `${whole}[${part}]` : whole ? `${whole}.${String(part)}` : String(part),
    "",
  );
}

export const principalId = z
  .string()
  .refine(isPrincipalId, "1 to 63 of a-z, 0-9, _ and -, beginning with a letter or digit");

/** A group's name: what `authorizedGroups` may hold. */
export const groupName = z
  .string()
  .min(1, "a name")
  .max(253, "at most 253 characters")
  .refine((name) => name.trim() === name && !/\p{Cc}/u.test(name), "no spaces around it and no control characters");
