import { listGroupNames } from "@/server/policy";
import { router, spaceProcedure } from "../trpc";

export const groupsRouter = router({
  /** The first thousand names; a form may name others. */
  names: spaceProcedure.query(({ ctx, input }) => listGroupNames(ctx.service, { spaceId: input.spaceId })),
});
