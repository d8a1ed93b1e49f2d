import type { z } from "zod";
import { AppError } from "@/server/kernel";

/** The parsed input. Throws VALIDATION that names each wrong field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => {
    const unknownField = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
    return { path: pathOf([...issue.path, ...unknownField]), message: issue.message };
  });
  const [first] = fields;
  throw new AppError("VALIDATION", first?.path ? `${first.path}: ${first.message}` : (first?.message ?? "not valid"), {
    fields,
  });
}

/** As the caller wrote it: `requests[2].place.channel`. */
function pathOf(path: PropertyKey[]): string {
  return path.reduce<string>(
    (whole, part) =>
      typeof part === "number" ? `${whole}[${part}]` : whole ? `${whole}.${String(part)}` : String(part),
    "",
  );
}
