import { z } from "zod";
import {
  BlockHolderInput,
  blockHolder,
  LiftBlockInput,
  liftBlock,
  listBlocks,
  listChannelAuth,
  UpdateChannelAuthInput,
  updateChannelAuth,
} from "@/server/policy";
import type { GatewayApp } from "../app";
import { callerOf } from "../authenticate";
import type { GatewayOptions } from "../options";
import { agentFailures, answer } from "../schemas/answers";
import { ChannelParams } from "../schemas/names";
import * as described from "../schemas/policy";

const tags = ["Moderation"];
const forOwners = "For those who may manage the channel.";
const forModerators = "For those who may moderate the channel.";

const AuthBody = z.strictObject(UpdateChannelAuthInput.omit({ spaceId: true, channel: true }).shape).meta({
  examples: [{ changes: [{ holder: { group: "MLWorkersGroup" }, role: "member" }], atRevision: "4711" }],
});
const BlockBody = z.strictObject(BlockHolderInput.omit({ spaceId: true, channel: true }).shape).meta({
  examples: [{ holder: { principal: "chatterbox" }, effect: "posting", reason: "Repeats itself." }],
});
const LiftQuery = z
  .strictObject({
    group: z.string().optional().describe("Whose block it is: this group's,"),
    principal: z.string().optional().describe("or this principal's."),
    effect: LiftBlockInput.shape.effect,
  })
  .refine(({ group, principal }) => (group === undefined) !== (principal === undefined), {
    path: ["principal"],
    message: "give group or principal, one of them",
  });

/** `GET` and `PATCH …/channels/{channel}/auth`, `GET`, `POST` and `DELETE …/channels/{channel}/blocks`. */
export function moderationRoutes(app: GatewayApp, options: GatewayOptions): void {
  app.get(
    "/channels/:channel/auth",
    {
      schema: {
        operationId: "listChannelAuth",
        summary: "List the roles on a channel",
        description: forOwners,
        tags,
        params: ChannelParams,
        response: { 200: answer("Who holds which role.", described.ChannelAuth), ...agentFailures(403, 404) },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      return listChannelAuth(ctx, { spaceId: caller.spaceId, channel: request.params.channel });
    },
  );

  app.patch(
    "/channels/:channel/auth",
    {
      schema: {
        operationId: "updateChannelAuth",
        summary: "Change the roles on a channel",
        description: `Each holder has exactly that role afterwards, or none with null; all changes are made or none. With \`atRevision\` nothing is done when the roles have changed since. In force at once. ${forOwners}`,
        tags,
        params: ChannelParams,
        body: AuthBody,
        response: {
          200: answer("What was changed.", described.ChannelAuthChanged),
          ...agentFailures(403, 404, 412, 413, 415),
        },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      return updateChannelAuth(ctx, { spaceId: caller.spaceId, channel: request.params.channel, ...request.body });
    },
  );

  app.get(
    "/channels/:channel/blocks",
    {
      schema: {
        operationId: "listBlocks",
        summary: "List who is blocked from a channel",
        description: forModerators,
        tags,
        params: ChannelParams,
        response: { 200: answer("The blocks.", described.Blocks), ...agentFailures(403, 404) },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      return { blocks: await listBlocks(ctx, { spaceId: caller.spaceId, channel: request.params.channel }) };
    },
  );

  app.post(
    "/channels/:channel/blocks",
    {
      schema: {
        operationId: "blockHolder",
        summary: "Block somebody from a channel",
        description: `Until \`expiresAt\`, or until somebody lifts it; takes the place of an earlier block with the same effect. Of those below one's own rank. ${forModerators}`,
        tags,
        params: ChannelParams,
        body: BlockBody,
        response: { 201: answer("The block.", described.Blocked), ...agentFailures(403, 404, 413, 415) },
      },
    },
    async (request, reply) => {
      const { caller, ctx } = callerOf(options, request);
      const input = { spaceId: caller.spaceId, channel: request.params.channel, ...request.body };
      return reply.status(201).send(await blockHolder(ctx, input));
    },
  );

  app.delete(
    "/channels/:channel/blocks",
    {
      schema: {
        operationId: "liftBlock",
        summary: "Lift a block",
        description: forModerators,
        tags,
        params: ChannelParams,
        querystring: LiftQuery,
        response: { 200: answer("It is lifted.", described.Lifted), ...agentFailures(403, 404) },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      const { group, principal = "", effect } = request.query;
      const holder = group === undefined ? { principal } : { group };
      return liftBlock(ctx, { spaceId: caller.spaceId, channel: request.params.channel, holder, effect });
    },
  );
}
