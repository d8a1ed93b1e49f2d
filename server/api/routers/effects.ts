import { PreviewChangeInput, previewChange } from "@/server/policy";
import { router, spaceProcedure } from "../trpc";

export const effectsRouter = router({
  /** Who would gain and lose what by a change; nothing is written. A mutation, because a list of members is too long for an address. */
  preview: spaceProcedure.input(PreviewChangeInput).mutation(({ ctx, input }) => previewChange(ctx.service, input)),
});
