import { z } from "zod";
import { deleteFilter, listFilters, SaveFilterInput, saveFilter } from "@/server/history";
import { router, spaceProcedure } from "../trpc";

const saved = z.object(SaveFilterInput.omit({ spaceId: true, principal: true }).shape);

export const filtersRouter = router({
  list: spaceProcedure.query(({ ctx, input }) => listFilters(ctx.service, { ...input, principal: ctx.principal })),
  save: spaceProcedure
    .input(saved)
    .mutation(({ ctx, input }) => saveFilter(ctx.service, { ...input, principal: ctx.principal })),
  remove: spaceProcedure
    .input(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => deleteFilter(ctx.service, { ...input, principal: ctx.principal })),
});
