import { z } from "zod";
import { issueCredential } from "@/server/policy";
import type { GatewayApp } from "../app";
import { callerOf } from "../authenticate";
import type { GatewayOptions } from "../options";
import { Credential } from "../schemas/access";
import { agentFailures, answer } from "../schemas/answers";
import { channelName, SpaceParams } from "../schemas/names";

const CredentialBody = z
  .strictObject({
    publicKey: z.string().describe("Of a user nkey pair that the agent made; the seed stays with it."),
    channels: z
      .array(channelName)
      .max(1_000)
      .optional()
      .describe("Only these, for an agent that may read more than one credential can name (1,000)."),
  })
  .meta({ examples: [{ publicKey: "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4" }] });

/** `POST …/credentials`: a short-lived NATS credential for the agent's own key pair. */
export function credentialRoutes(app: GatewayApp, options: GatewayOptions): void {
  const { secret, servers, credentialTtlMs: ttlMs } = options;
  app.post(
    "/credentials",
    {
      schema: {
        operationId: "issueCredential",
        summary: "Get a NATS credential",
        description:
          "A short-lived user JWT for a key pair that the agent made. It opens exactly the channels that the agent may read, and ends when one of those rights does: then ask again.",
        tags: ["Messages"],
        params: SpaceParams,
        body: CredentialBody,
        response: { 201: answer("The credential.", Credential), ...agentFailures(403, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      const { caller, ctx } = callerOf(options, request);
      const issued = await issueCredential(ctx, { ...caller, ...request.body, secret, ttlMs, servers });
      return reply.status(201).send(issued);
    },
  );
}
