import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { readLastSequence } from "@/server/logger";
import { attendeeOf } from "./attendee";
import { parse, self } from "./input";
import { readAllMentions } from "./mentions-repository";
import { everywhere, raiseReadThrough } from "./repository";

const MarkAllReadInput = z.object(self);

/** Nothing that is stored now is unread any more, wherever it is: neither traffic nor what is for the person. */
export async function markAllRead(ctx: ServiceContext, given: z.input<typeof MarkAllReadInput>): Promise<void> {
  const { spaceId, principal } = parse(MarkAllReadInput, given);
  const who = await attendeeOf(ctx, { spaceId, principal });
  const through = await readLastSequence(ctx.db, spaceId);
  await ctx.db.$transaction(async (tx) => {
    await raiseReadThrough(tx, { principalKey: who.key, subject: everywhere, through });
    await readAllMentions(tx, { principalKey: who.key, through, now: ctx.clock.now() });
  });
  ctx.bus.publish("attention.changed", { spaceId, principals: [principal] });
}
