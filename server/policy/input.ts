import { z } from "zod";
import { isChannelName, isPrincipalId, isThreadName } from "@/sdk/protocol";
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

/** A space's id: the name of its namespace. */
export const spaceName = z
  .string()
  .refine(
    (name) => /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name),
    "1 to 63 of a-z, 0-9 and -: the name of a space",
  );

export const channelName = z
  .string()
  .refine(isChannelName, "words of a-z, 0-9 and - joined by dots, such as sensors.anomaly; at most 200 characters");

export const threadName = z.string().refine(isThreadName, "1 to 63 of a-z, 0-9 and -: the name of a thread");

/** A channel or a thread. Without `isPrivate` the thread is found by its name, whichever kind it is. */
export const placeInput = z.object({
  channel: channelName,
  thread: threadName.optional(),
  isPrivate: z.boolean().optional(),
});

/** Either `{ group }` or `{ principal }`. */
export const holderInput = z.union([z.strictObject({ group: groupName }), z.strictObject({ principal: principalId })], {
  error: "either { group: <name> } or { principal: <id> }",
});

export const roleName = z.enum(["owner", "moderator", "member"]);

/** A revision that an earlier answer returned. */
export const revisionNumber = z
  .string()
  .regex(/^\d{1,19}$/, "a revision that an earlier answer returned: a decimal number");
