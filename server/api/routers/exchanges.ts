import { z } from "zod";
import { readExchange } from "@/server/history";
import { router, spaceProcedure } from "../trpc";

const latestMessages = 100;

const named = z.object({ correlationId: z.string().min(1).max(256) });
const page = named.extend({
  before: z.number().int().min(1).optional(),
  limit: z.number().int().min(1).max(500).optional(),
});

export const exchangesRouter = router({
  read: spaceProcedure
    .input(page)
    .query(({ ctx, input }) =>
      readExchange({ ...ctx.service, connections: ctx.runtime.connections }, { ...input, principal: ctx.principal }),
    ),
  /** What is newest of it, for those who have read the rest. */
  latest: spaceProcedure
    .input(named)
    .query(({ ctx, input }) =>
      readExchange(
        { ...ctx.service, connections: ctx.runtime.connections },
        { ...input, limit: latestMessages, principal: ctx.principal },
      ),
    ),
});
