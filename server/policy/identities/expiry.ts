import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";

/** When something ends, as a Date or RFC 3339 text; null: never. */
export const expiry = z
  .union([z.date(), z.iso.datetime({ offset: true, error: "a time such as 2030-01-31T12:00:00Z" })])
  .nullable()
  .default(null)
  .transform((given) => (given === null ? null : new Date(given)));

/** Throws VALIDATION when it would have ended already. */
export function requireFuture(ctx: ServiceContext, expiresAt: Date | null): void {
  if (expiresAt === null || expiresAt > ctx.clock.now()) return;
  const message = "a time in the future";
  throw new AppError("VALIDATION", `expiresAt: ${message}.`, { fields: [{ path: "expiresAt", message }] });
}

export const label = z.string().trim().min(1, "a name for it").max(200, "at most 200 characters");
