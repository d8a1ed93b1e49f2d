import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { attendeeOf, requireOpen } from "./attendee";
import { parse, place, self } from "./input";
import { withdrawThread } from "./mentions-repository";
import { writeLevel } from "./repository";

export const SetLevelInput = z.object({ ...self, place, level: z.enum(["default", "following", "muted"]) });
export type SetLevelInput = z.input<typeof SetLevelInput>;

/**
 * What the person wants to hear of a place from now on. `following` is for threads. What is muted makes no traffic, and only what
 * names or addresses them is for them; a channel's threads are muted with it. Throws FORBIDDEN for a place that they may not read.
 */
export async function setLevel(ctx: ServiceContext, given: SetLevelInput): Promise<void> {
  const { spaceId, principal, level, ...input } = parse(SetLevelInput, given);
  if (level === "following" && input.place.thread === undefined) {
    const message = "Only threads are followed; to hear of a whole channel leave it unmuted.";
    throw new AppError("VALIDATION", message, { fields: [{ path: "level", message }] });
  }
  const who = await attendeeOf(ctx, { spaceId, principal });
  const { subject } = await requireOpen(ctx, who, input.place);
  const at = { principalKey: who.key, subject };
  await ctx.db.$transaction(async (tx) => {
    await writeLevel(tx, { ...at, level });
    if (level !== "following") await withdrawThread(tx, { ...at, now: ctx.clock.now() });
  });
  ctx.bus.publish("attention.changed", { spaceId, principals: [principal] });
}
