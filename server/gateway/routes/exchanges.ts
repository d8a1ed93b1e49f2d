import { z } from "zod";
import { readExchange } from "@/server/history";
import type { GatewayApp } from "../app";
import { callerOf } from "../authenticate";
import type { GatewayOptions } from "../options";
import { agentFailures, answer } from "../schemas/answers";
import { ExchangeAnswer } from "../schemas/exchange";
import { SpaceParams, wholeNumber } from "../schemas/names";

const ExchangeParams = SpaceParams.extend({
  correlationId: z
    .string()
    .min(1)
    .max(256)
    .meta({
      description: "A correlation id, or the id of a message that belongs to the exchange.",
      examples: ["0195f2d0-0000-7000-8000-000000000001"],
    }),
});

const ExchangeQuery = z.strictObject({
  before: wholeNumber({ min: 1 }).optional().describe("The `next` of the answer before."),
  limit: wholeNumber({ min: 1, max: 500 }).optional().describe("500 when absent."),
});

/** `GET …/exchanges/{correlationId}`. */
export function exchangeRoutes(app: GatewayApp, options: GatewayOptions): void {
  app.get(
    "/exchanges/:correlationId",
    {
      schema: {
        operationId: "readExchange",
        summary: "Read what belongs together",
        description:
          "The newest messages of an exchange, in all places that the agent may read, each with what became of its cause. One of which nothing may be read looks like one that does not exist.",
        tags: ["Messages"],
        params: ExchangeParams,
        querystring: ExchangeQuery,
        response: { 200: answer("The messages.", ExchangeAnswer), ...agentFailures() },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      const { spaceId, principalId: principal } = caller;
      const { correlationId } = request.params;
      return readExchange(
        { ...ctx, connections: options.connections },
        { spaceId, principal, correlationId, ...request.query },
      );
    },
  );
}
