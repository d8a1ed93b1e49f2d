import { z } from "zod";
import { readExchange } from "@/server/history";
import { router, spaceProcedure } from "../trpc";

const page = z.object({
  correlationId: z.string().min(1).max(256),
  before: z.number().int().min(1).optional(),
  limit: z.number().int().min(1).max(500).optional(),
});

export const exchangesRouter = router({
  read: spaceProcedure
    .input(page)
    .query(({ ctx, input }) =>
      readExchange({ ...ctx.service, connections: ctx.runtime.connections }, { ...input, principal: ctx.principal }),
    ),
});
