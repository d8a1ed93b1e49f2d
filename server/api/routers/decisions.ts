import { z } from "zod";
import { listDecisions } from "@/server/policy";
import { adminProcedure, router } from "../trpc";

const text = z.string().max(300).optional();

const filters = z.object({
  search: z.string().max(200).optional(),
  principal: text,
  resource: text,
  action: text,
  allowed: z.boolean().optional(),
  rule: text,
  from: text,
  to: text,
  before: z.string().max(20).optional(),
  limit: z.number().int().min(1).max(200).optional(),
});

export const decisionsRouter = router({
  list: adminProcedure.input(filters).query(({ ctx, input }) => listDecisions(ctx.service, input)),
});
