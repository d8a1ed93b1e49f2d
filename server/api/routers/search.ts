import { z } from "zod";
import { searchMessages } from "@/server/history";
import { listReadablePlaces } from "@/server/policy";
import { router, spaceProcedure } from "../trpc";

const page = z.object({
  query: z.string().max(2_000),
  before: z.number().int().min(1).optional(),
  limit: z.number().int().min(1).max(100).optional(),
  zone: z.string().max(64).optional(),
});

export const searchRouter = router({
  messages: spaceProcedure
    .input(page)
    .query(({ ctx, input }) =>
      searchMessages({ ...ctx.service, connections: ctx.runtime.connections }, { ...input, principal: ctx.principal }),
    ),
  /** Whom `me` stands for in a filter. */
  me: spaceProcedure.query(async ({ ctx, input }) => {
    const { groups } = await listReadablePlaces(ctx.service, { spaceId: input.spaceId, principalId: ctx.principal });
    return { id: ctx.principal, groups };
  }),
});
