import { type Place, storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { checkReading, requireSelf, toldOf } from "@/server/policy";
import { findAttendee } from "./repository";
import type { OpenPlace } from "./types";

/** Somebody whose attention is looked after. */
export interface Attendee {
  spaceId: string;
  /** The principal's id. */
  id: string;
  key: number;
}

/** The principal, for itself and for services alone. Throws NOT_FOUND when the space has none of that id. */
export async function attendeeOf(
  ctx: ServiceContext,
  { spaceId, principal }: { spaceId: string; principal: string },
): Promise<Attendee> {
  await requireSelf(ctx, spaceId, principal);
  const key = await findAttendee(ctx.db, spaceId, principal);
  if (key === undefined) {
    throw new AppError("NOT_FOUND", `There is no "${principal}" in this space.`, { reason: "unknown_principal" });
  }
  return { spaceId, id: principal, key };
}

/** Those of the places that the principal may read now, each with the time since which its messages are shown. */
export async function openPlaces(ctx: ServiceContext, who: Attendee, places: readonly Place[]): Promise<OpenPlace[]> {
  if (places.length === 0) return [];
  const asked = places.map((place) => ({ principal: who.id, place }));
  const decisions = await checkReading(ctx, { spaceId: who.spaceId, asked });
  return places.flatMap((place, index) => {
    const decision = decisions[index];
    if (!decision?.allowed) return [];
    return { subject: storedSubject(place), since: sinceWhen(ctx, decision.channel?.retentionMs ?? null) };
  });
}

/** The place as it really is: `isPrivate` is the thread's own. Throws FORBIDDEN with the reason when the principal may not read it. */
export async function requireOpen(ctx: ServiceContext, who: Attendee, place: Place): Promise<OpenPlace> {
  const { channel, thread } = place;
  const asked = [{ principal: who.id, place: thread === undefined ? { channel } : { channel, thread } }];
  const [decision] = await checkReading(ctx, { spaceId: who.spaceId, asked });
  if (!decision?.allowed) {
    const reason = decision ? toldOf(decision).reason : "There is no such place.";
    throw new AppError("FORBIDDEN", reason, { reason: "forbidden" });
  }
  const subject = storedSubject({ channel, thread, isPrivate: decision.isPrivate });
  return { subject, since: sinceWhen(ctx, decision.channel?.retentionMs ?? null) };
}

/** The time since when a channel keeps its messages; null: for ever. */
export function sinceWhen({ clock }: ServiceContext, retentionMs: number | null): Date | null {
  if (retentionMs === null) return null;
  const since = new Date(clock.now().getTime() - retentionMs);
  return Number.isNaN(since.getTime()) || since.getTime() < 0 ? null : since;
}
