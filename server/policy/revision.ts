import { AppError } from "@/server/kernel";

const decimal = /^\d{1,19}$/;

/** Whether `revision` comes before `other`. Throws VALIDATION when `other` is no revision. */
export function isOlder(revision: string, other: string): boolean {
  if (!decimal.test(other)) {
    throw new AppError("VALIDATION", "atLeastRevision must be a revision that an earlier answer returned.", {
      fields: [{ path: "atLeastRevision", message: "a decimal number" }],
    });
  }
  return BigInt(revision) < BigInt(other);
}
