import { z } from "zod";
import { issueCredential } from "@/server/policy";
import { router, spaceProcedure } from "../trpc";

export const sessionRouter = router({
  /** A short-lived NATS credential for the key pair that the browser made and keeps. */
  credential: spaceProcedure.input(z.object({ publicKey: z.string().max(128) })).mutation(({ ctx, input }) => {
    const { secret, credentialTtlMs: ttlMs, natsServers: servers } = ctx.runtime;
    const { spaceId, publicKey } = input;
    return issueCredential(ctx.service, { spaceId, principalId: ctx.principal, publicKey, secret, ttlMs, servers });
  }),
});
