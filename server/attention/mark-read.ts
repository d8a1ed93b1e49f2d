import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { readLastSequence } from "@/server/logger";
import { attendeeOf, requireOpen } from "./attendee";
import { parse, place, self } from "./input";
import { readMentions } from "./mentions-repository";
import { raiseReadThrough } from "./repository";

export const MarkReadInput = z.object({
  ...self,
  place,
  /** The last message that was seen; those before it are no longer traffic. Absent: all that is stored now. */
  through: z.int().min(0).optional(),
  /** The first message that was seen: what is for the person and lies before it stays unread. Absent: all of the place was. */
  from: z.int().min(0).default(0),
});
export type MarkReadInput = z.input<typeof MarkReadInput>;

/** The person has seen these messages of a place, on all of their devices. Never takes back what was read further. Throws FORBIDDEN for a place that they may not read. */
export async function markRead(ctx: ServiceContext, given: MarkReadInput): Promise<void> {
  const { spaceId, principal, from, ...input } = parse(MarkReadInput, given);
  const who = await attendeeOf(ctx, { spaceId, principal });
  const { subject } = await requireOpen(ctx, who, input.place);
  const through = input.through ?? (await readLastSequence(ctx.db, spaceId));
  const at = { principalKey: who.key, subject, through };
  const isNews = await ctx.db.$transaction(async (tx) => {
    const isFurther = await raiseReadThrough(tx, at);
    const read = await readMentions(tx, { ...at, from, now: ctx.clock.now() });
    return isFurther || read > 0;
  });
  if (isNews) ctx.bus.publish("attention.changed", { spaceId, principals: [principal] });
}
