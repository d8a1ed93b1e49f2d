import type { ServiceContext } from "@/server/db";
import { closeLostAccess } from "../credentials/close-lost-access";
import type { PersonChanged } from "./change-person";

/** Closes in every space what the person may no longer open. Returns how many credentials that were. */
export async function closeBelongings(
  ctx: ServiceContext,
  belongings: PersonChanged["belongings"],
  reason: string,
): Promise<number> {
  let closed = 0;
  for (const { spaceId, id } of belongings) closed += await closeLostAccess(ctx, { spaceId, reason, principals: [id] });
  return closed;
}
