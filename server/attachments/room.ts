import { connectionOf } from "./connection";
import type { UploadContext } from "./context";
import { occupiedBytes } from "./object-store";
import { dayIsFull, spaceIsFull, tooLarge } from "./refusals";
import { sumUploadedSince } from "./repository";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Throws LIMIT_EXCEEDED unless so much more may be stored. Uploads under way are not counted, of which there are few. */
export async function requireRoom(
  ctx: UploadContext,
  { spaceId, principal, bytes }: { spaceId: string; principal: string; bytes: number },
): Promise<void> {
  const { fileBytesMax, spaceBytesMax, principalBytesPerDay } = ctx.attachmentLimits;
  if (bytes > fileBytesMax) throw tooLarge(fileBytesMax);
  const since = new Date(ctx.clock.now().getTime() - dayMs);
  const [own, all] = await Promise.all([
    sumUploadedSince(ctx.db, { spaceId, uploadedBy: principal, since }),
    connectionOf(ctx, spaceId).then(occupiedBytes),
  ]);
  if (own + bytes > principalBytesPerDay) throw dayIsFull(principalBytesPerDay, hourMs);
  if (all + bytes > spaceBytesMax) throw spaceIsFull();
}
