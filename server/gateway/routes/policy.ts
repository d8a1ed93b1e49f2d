import { z } from "zod";
import {
  CheckPermissionsInput,
  type Decision,
  ExplainInput,
  explain,
  ListPrincipalsWithAccessInput,
  ListResourcesForInput,
  listPrincipalsWithAccess,
  listResourcesFor,
  readSelf,
} from "@/server/policy";
import type { GatewayApp } from "../app";
import { askPolicy } from "../ask-policy";
import { callerOf } from "../authenticate";
import type { GatewayOptions } from "../options";
import { agentFailures, answer } from "../schemas/answers";
import { ChannelParams, PrincipalParams, SpaceParams, wholeNumber } from "../schemas/names";
import * as described from "../schemas/policy";

const tags = ["Policy"];
const aboutOthers = "About itself; about others where the agent may manage the channel.";

const question = ExplainInput.omit({ spaceId: true }).extend({
  principal: ExplainInput.shape.principal.optional().describe("The agent itself when absent."),
});
const example = { action: "channel.post", place: { channel: "sensors.anomaly" } };
const ExplainBody = z.strictObject(question.shape).meta({ examples: [example] });
const CheckBody = z
  .strictObject({ ...question.shape, atLeastRevision: CheckPermissionsInput.shape.atLeastRevision })
  .meta({ examples: [example] });
const BatchBody = z
  .strictObject({ ...CheckPermissionsInput.omit({ spaceId: true }).shape })
  .meta({ examples: [{ requests: [{ principal: "detector", ...example }] }] });

const { search, after } = ListPrincipalsWithAccessInput.shape;
const AccessQuery = z.strictObject({
  thread: ListPrincipalsWithAccessInput.shape.thread,
  action: ListPrincipalsWithAccessInput.shape.action,
  search,
  after: after.describe("The `next` of the page before."),
  limit: wholeNumber({ min: 1, max: 200 }).default(50),
});
const ResourcesQuery = z.strictObject({
  search: ListResourcesForInput.shape.search,
  after: after.describe("The `next` of the page before."),
  limit: wholeNumber({ min: 1, max: 500 }).default(100),
});

/** `GET …/me`, `POST …/policy/{check,check-batch,explain}`, `GET …/channels/{channel}/principals`, `GET …/principals/{id}/channels`. */
export function policyRoutes(app: GatewayApp, options: GatewayOptions): void {
  app.get(
    "/me",
    {
      schema: {
        operationId: "readSelf",
        summary: "Who the agent is here",
        tags,
        params: SpaceParams,
        response: { 200: answer("The agent and its groups.", described.Self), ...agentFailures() },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      return { space: caller.spaceId, ...(await readSelf(ctx, caller)) };
    },
  );

  app.post(
    "/policy/check",
    {
      schema: {
        operationId: "checkPermission",
        summary: "Ask whether something is allowed",
        description: `A denial is an answer, not an error. ${aboutOthers}`,
        tags,
        params: SpaceParams,
        body: CheckBody,
        response: { 200: answer("The decision.", described.Decision), ...agentFailures(403, 413, 415) },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      const { atLeastRevision, principal = caller.principalId, ...one } = request.body;
      const asked = { requests: [{ principal, ...one }], atLeastRevision };
      const [decision] = await askPolicy(ctx, caller, asked, () => "principal");
      if (!decision) throw new Error("a request got no answer");
      return viewOfDecision(decision);
    },
  );

  app.post(
    "/policy/check-batch",
    {
      schema: {
        operationId: "checkPermissions",
        summary: "Ask whether many things are allowed",
        description: `At most 1,000 requests, answered from one consistent picture of the space. ${aboutOthers}`,
        tags,
        params: SpaceParams,
        body: BatchBody,
        response: { 200: answer("The decisions.", described.Decisions), ...agentFailures(403, 413, 415) },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      return { decisions: (await askPolicy(ctx, caller, request.body)).map(viewOfDecision) };
    },
  );

  app.post(
    "/policy/explain",
    {
      schema: {
        operationId: "explain",
        summary: "Ask why something is allowed or not",
        description: `Every way in which the right comes about, or what is missing. ${aboutOthers}`,
        tags,
        params: SpaceParams,
        body: ExplainBody,
        response: {
          200: answer("The explanation.", described.ExplanationAnswer),
          ...agentFailures(403, 404, 413, 415),
        },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      const { principal = caller.principalId, ...one } = request.body;
      const { decision, ...rest } = await explain(ctx, { spaceId: caller.spaceId, principal, ...one });
      return { decision: viewOfDecision(decision), ...rest };
    },
  );

  app.get(
    "/channels/:channel/principals",
    {
      schema: {
        operationId: "listPrincipalsWithAccess",
        summary: "List who can reach a channel",
        description: "Exactly those for whom the check says yes, by id. For those who may manage the channel.",
        tags,
        params: ChannelParams,
        querystring: AccessQuery,
        response: { 200: answer("A page of principals.", described.Access), ...agentFailures(403, 404) },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      const { channel } = request.params;
      return listPrincipalsWithAccess(ctx, { spaceId: caller.spaceId, channel, ...request.query });
    },
  );

  app.get(
    "/principals/:id/channels",
    {
      schema: {
        operationId: "listResourcesFor",
        summary: "List what a principal can reach",
        description: "For the principal itself.",
        tags,
        params: PrincipalParams,
        querystring: ResourcesQuery,
        response: { 200: answer("A page of channels.", described.Resources), ...agentFailures(403) },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      return listResourcesFor(ctx, { spaceId: caller.spaceId, principal: request.params.id, ...request.query });
    },
  );
}

function viewOfDecision({ allowed, reason, rule, code, path, revision, validUntil }: Decision) {
  return { allowed, reason, rule, code, path, revision, validUntil };
}
