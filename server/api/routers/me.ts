import { publicProcedure, router } from "../trpc";

export const meRouter = router({
  /** Who is signed in, or null. */
  get: publicProcedure.query(({ ctx }) => {
    if (!ctx.user) return null;
    const { id, email, name, actor } = ctx.user;
    return { id, email, name, platformRole: actor.platformRole };
  }),
});
