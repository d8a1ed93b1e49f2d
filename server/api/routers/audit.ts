import { z } from "zod";
import { listAudit, readAudit } from "@/server/policy";
import { adminProcedure, router } from "../trpc";

const text = z.string().max(300).optional();

const filters = z.object({
  search: z.string().max(200).optional(),
  actor: text,
  verb: text,
  target: text,
  from: text,
  to: text,
  before: z.string().max(20).optional(),
  limit: z.number().int().min(1).max(200).optional(),
});

export const auditRouter = router({
  list: adminProcedure.input(filters).query(({ ctx, input }) => listAudit(ctx.service, input)),
  /** One act with its whole before and after. */
  get: adminProcedure
    .input(z.object({ id: z.string().max(20) }))
    .query(({ ctx, input }) => readAudit(ctx.service, input)),
});
