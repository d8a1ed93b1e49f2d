import { z } from "zod";
import { deleteTokenIssuer, listTokenIssuers, PutTokenIssuerInput, putTokenIssuer } from "@/server/policy";
import { adminProcedure, router } from "../trpc";

export const issuersRouter = router({
  list: adminProcedure.query(({ ctx, input }) => listTokenIssuers(ctx.service, input)),
  put: adminProcedure.input(PutTokenIssuerInput).mutation(({ ctx, input }) => putTokenIssuer(ctx.service, input)),
  delete: adminProcedure
    .input(z.object({ issuer: z.string().max(2_000) }))
    .mutation(({ ctx, input }) => deleteTokenIssuer(ctx.service, input)),
});
