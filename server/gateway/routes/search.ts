import { z } from "zod";
import { filterCharactersMax, isZone } from "@/sdk/filter";
import { searchMessages } from "@/server/history";
import type { GatewayApp } from "../app";
import { callerOf } from "../authenticate";
import type { GatewayOptions } from "../options";
import { agentFailures, answer } from "../schemas/answers";
import { SpaceParams, wholeNumber } from "../schemas/names";
import { SearchAnswer } from "../schemas/search";

const SearchQuery = z.strictObject({
  query: z
    .string()
    .max(filterCharactersMax)
    .default("")
    .meta({
      description:
        'Words, "phrases" and conditions, all of which must hold: `from:` `in:` `thread:` `mentions:` `has:` `type:` `tool:` `correlation:` `before:` `after:` `during:` `json.path=value`; with `-` in front they must not.',
      examples: ['in:sensors.anomaly from:detector -has:error "pump 3" during:7d'],
    }),
  before: wholeNumber({ min: 1 }).optional().describe("The `next` of the answer before."),
  limit: wholeNumber({ min: 1, max: 100 }).optional().describe("25 when absent."),
  zone: z
    .string()
    .max(64)
    .refine(isZone, "a time zone, such as Europe/Berlin")
    .optional()
    .meta({
      description: "The IANA name of the zone in which days begin; UTC when absent.",
      examples: ["Europe/Berlin"],
    }),
});

/** `GET …/search`. */
export function searchRoutes(app: GatewayApp, options: GatewayOptions): void {
  app.get(
    "/search",
    {
      schema: {
        operationId: "searchMessages",
        summary: "Search what was said",
        description:
          "The newest stored messages that fulfil the query, among those the agent may read. Bounded in time: `examined` says how far it looked, `next` how to go on, also where nothing was found yet.",
        tags: ["Messages"],
        params: SpaceParams,
        querystring: SearchQuery,
        response: { 200: answer("What was found.", SearchAnswer), ...agentFailures() },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      const { spaceId, principalId: principal } = caller;
      const { query, ...rest } = request.query;
      return searchMessages({ ...ctx, connections: options.connections }, { spaceId, principal, query, ...rest });
    },
  );
}
