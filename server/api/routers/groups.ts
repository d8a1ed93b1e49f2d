import { listGroups } from "@/server/policy";
import { router, spaceProcedure } from "../trpc";

export const groupsRouter = router({
  /** The first thousand names; a form may name others. */
  names: spaceProcedure.query(async ({ ctx, input }) => {
    const { groups } = await listGroups(ctx.service, { spaceId: input.spaceId });
    return groups.map((group) => group.name);
  }),
});
