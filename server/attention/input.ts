import { z } from "zod";
import { isChannelName, isThreadName } from "@/sdk/protocol";
import { AppError } from "@/server/kernel";

export const self = {
  spaceId: z.string(),
  /** The person whose attention it is. */
  principal: z.string(),
};

export const place = z.strictObject({
  channel: z.string().refine(isChannelName, "a channel's name"),
  thread: z.string().refine(isThreadName, "a thread's name").optional(),
  isPrivate: z.boolean().optional(),
});

/** The parsed input. Throws VALIDATION that names each wrong field. */
export function parse<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new AppError("VALIDATION", `${fields[0]?.path}: ${fields[0]?.message}`, { fields });
}
