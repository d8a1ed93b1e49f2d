import { z } from "zod";
import { listThreads, startThread } from "@/server/conversations";
import { listReadableChannels } from "@/server/policy";
import type { GatewayApp } from "../app";
import { callerOf } from "../authenticate";
import type { GatewayOptions } from "../options";
import { ChannelList, Conversation, ThreadPage } from "../schemas/access";
import { agentFailures, answer } from "../schemas/answers";
import { ChannelParams, SpaceParams, threadName, wholeNumber } from "../schemas/names";

const tags = ["Channels"];
const ThreadBody = z
  .strictObject({
    name: threadName.optional(),
    topic: z.string().describe("What it is about, 1 to 500 characters."),
    origin: z.int().min(1).optional().describe("The sequence of the message of the channel that it starts from."),
  })
  .meta({ examples: [{ topic: "Why 37.2?" }] });
const ThreadsQuery = z.strictObject({
  cursor: wholeNumber().optional().describe("The `next` of the page before."),
  limit: wholeNumber({ min: 1, max: 500 }).default(100),
});

/** `GET …/channels`, `GET` and `POST …/channels/{channel}/threads`. */
export function channelRoutes(app: GatewayApp, options: GatewayOptions): void {
  app.get(
    "/channels",
    {
      schema: {
        operationId: "listChannels",
        summary: "List what the agent can read",
        description: "Every channel and private thread that is open to the agent, with what it may do there.",
        tags,
        params: SpaceParams,
        response: { 200: answer("The channels by name.", ChannelList), ...agentFailures() },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      const { channels, ...rights } = await listReadableChannels(ctx, caller);
      const privateThreadsOf = (threads: { name: string; isPrivate: boolean }[]) =>
        threads.filter(({ isPrivate }) => isPrivate).map(({ name }) => name);
      return {
        channels: channels.map((channel) => ({ ...channel, privateThreads: privateThreadsOf(channel.threads) })),
        ...rights,
      };
    },
  );

  app.get(
    "/channels/:channel/threads",
    {
      schema: {
        operationId: "listThreads",
        summary: "List a channel's threads",
        description: "Those that share the channel's readers, newest first, archived ones included.",
        tags,
        params: ChannelParams,
        querystring: ThreadsQuery,
        response: { 200: answer("A page of threads.", ThreadPage), ...agentFailures(403, 404) },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      const { channel } = request.params;
      return listThreads(ctx, { spaceId: caller.spaceId, principal: caller.principalId, channel, ...request.query });
    },
  );

  app.post(
    "/channels/:channel/threads",
    {
      schema: {
        operationId: "startThread",
        summary: "Start a thread",
        description:
          "From chat: no resource is made. Without a name one is made from the topic. A message has one open thread: " +
          "starting another one from it answers with that one.",
        tags,
        params: ChannelParams,
        body: ThreadBody,
        response: { 201: answer("The thread.", Conversation), ...agentFailures(403, 404, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      const { caller, ctx } = callerOf(options, request);
      const { channel } = request.params;
      const input = { spaceId: caller.spaceId, principal: caller.principalId, channel, ...request.body };
      return reply.status(201).send(await startThread({ ...ctx, connections: options.connections }, input));
    },
  );
}
