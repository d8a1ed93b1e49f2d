import { z } from "zod";
import { AppError } from "@/server/kernel";

export const exchangeMessagesMax = 500;

export const ReadExchangeInput = z.strictObject({
  spaceId: z.string(),
  /** The principal that wants to read it. */
  principal: z.string(),
  /** A correlation id, or the id of a message that belongs to the exchange. */
  correlationId: z.string().min(1, "say which exchange").max(256, "at most 256 characters"),
  /** Exclusive: the `next` of an earlier answer. */
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(exchangeMessagesMax).default(exchangeMessagesMax),
});
export type ReadExchangeInput = z.input<typeof ReadExchangeInput>;

/** Throws VALIDATION that names each wrong field. */
export function checkExchange(given: ReadExchangeInput): z.output<typeof ReadExchangeInput> {
  const parsed = ReadExchangeInput.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new AppError("VALIDATION", `${fields[0]?.path}: ${fields[0]?.message}`, { fields });
}
