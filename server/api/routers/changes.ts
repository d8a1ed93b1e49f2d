import { AppError } from "@/server/kernel";
import { watchChanges } from "../changes/watch-changes";
import { router, spaceProcedure } from "../trpc";

export const changesRouter = router({
  /** What a page that shows the space should read again, as it happens. */
  watch: spaceProcedure.subscription(async function* ({ ctx, input, signal }) {
    if (!signal) throw new AppError("INTERNAL", "A watch needs a way to end.");
    const bus = await ctx.runtime.bus.joined();
    for await (const event of watchChanges(bus, { spaceId: input.spaceId, principal: ctx.principal, signal })) {
      // Told first: the page reads again, and so finds out by itself what has ended.
      yield event;
      if (event.topic === "policy.changed" && !(await ctx.runtime.auth.isStillSignedIn(ctx.user))) return;
    }
  }),
});
