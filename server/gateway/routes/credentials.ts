import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { issueCredential } from "@/server/policy";
import { callerOf } from "../authenticate";
import { channelName, parseInput } from "../input";
import type { GatewayOptions } from "../options";

const CredentialBody = z.strictObject({
  /** Of a user key pair that the agent made; the seed stays with it. */
  publicKey: z.string(),
  channels: z.array(channelName).max(1_000).optional(),
});

/** `POST …/credentials`: a short-lived NATS credential for the agent's own key pair. */
export function credentialRoutes(app: FastifyInstance, options: GatewayOptions): void {
  const { secret, servers, credentialTtlMs: ttlMs } = options;
  app.post("/credentials", async (request, reply) => {
    const { caller, ctx } = callerOf(options, request);
    const body = parseInput(CredentialBody, request.body);
    return reply.status(201).send(await issueCredential(ctx, { ...caller, ...body, secret, ttlMs, servers }));
  });
}
