import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { listThreads, startThread } from "@/server/conversations";
import { listReadableChannels } from "@/server/policy";
import { callerOf } from "../authenticate";
import { ChannelParams, parseInput, threadName, wholeNumber } from "../input";
import type { GatewayOptions } from "../options";

const ThreadBody = z.strictObject({ name: threadName.optional(), topic: z.string() });
const ThreadsQuery = z.strictObject({
  cursor: wholeNumber.optional(),
  limit: wholeNumber.pipe(z.int().min(1).max(500)).default(100),
});

/** `GET …/channels`, `GET` and `POST …/channels/{channel}/threads`. */
export function channelRoutes(app: FastifyInstance, options: GatewayOptions): void {
  app.get("/channels", async (request) => {
    const { caller, ctx } = callerOf(options, request);
    const { channels, ...rights } = await listReadableChannels(ctx, caller);
    const privateThreadsOf = (threads: { name: string; isPrivate: boolean }[]) =>
      threads.filter(({ isPrivate }) => isPrivate).map(({ name }) => name);
    return {
      channels: channels.map((channel) => ({ ...channel, privateThreads: privateThreadsOf(channel.threads) })),
      ...rights,
    };
  });

  app.get("/channels/:channel/threads", async (request) => {
    const { caller, ctx } = callerOf(options, request);
    const { channel } = parseInput(ChannelParams, request.params);
    const page = parseInput(ThreadsQuery, request.query);
    return listThreads(ctx, { spaceId: caller.spaceId, principal: caller.principalId, channel, ...page });
  });

  app.post("/channels/:channel/threads", async (request, reply) => {
    const { caller, ctx } = callerOf(options, request);
    const { channel } = parseInput(ChannelParams, request.params);
    const body = parseInput(ThreadBody, request.body);
    const input = { spaceId: caller.spaceId, principal: caller.principalId, channel, ...body };
    return reply.status(201).send(await startThread(ctx, input));
  });
}
