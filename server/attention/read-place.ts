import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { attendeeOf, requireOpen } from "./attendee";
import { parse, place, self } from "./input";
import { ensureBaseline, selectReading } from "./repository";
import { findFirstUnread } from "./traffic-repository";
import type { Level } from "./types";

export const ReadPlaceInput = z.object({ ...self, place });
export type ReadPlaceInput = z.input<typeof ReadPlaceInput>;

/** How far somebody has read a place. */
export interface PlaceReading {
  /** Everything up to this sequence. */
  readThrough: number;
  /** The first message after it that is not their own; null when there is none. */
  firstUnread: number | null;
  level: Level;
}

/** How far the person has read a place: where new messages begin. Throws FORBIDDEN for a place that they may not read. */
export async function readPlace(ctx: ServiceContext, given: ReadPlaceInput): Promise<PlaceReading> {
  const { spaceId, principal, ...input } = parse(ReadPlaceInput, given);
  const who = await attendeeOf(ctx, { spaceId, principal });
  const open = await requireOpen(ctx, who, input.place);
  const [own, baseline] = await Promise.all([
    selectReading(ctx.db, who.key, open.subject),
    ensureBaseline(ctx.db, spaceId, who.key),
  ]);
  const readThrough = Math.max(own.readThrough, baseline);
  const firstUnread = await findFirstUnread(ctx.db, who, { ...open, readThrough });
  return { readThrough, firstUnread: firstUnread ?? null, level: own.level };
}
