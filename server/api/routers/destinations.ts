import { z } from "zod";
import { findDestinations } from "@/server/policy";
import { router, spaceProcedure } from "../trpc";

export const destinationsRouter = router({
  /** Threads and principals by a part of their name: what the lists that the console holds are too short for. */
  find: spaceProcedure
    .input(z.object({ search: z.string().max(200) }))
    .query(({ ctx, input }) => findDestinations(ctx.service, { ...input, principalId: ctx.principal })),
});
