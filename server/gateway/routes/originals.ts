import { z } from "zod";
import { readOriginal } from "@/server/history";
import type { GatewayApp } from "../app";
import { callerOf } from "../authenticate";
import type { GatewayOptions } from "../options";
import { agentFailures, answer } from "../schemas/answers";
import { Message } from "../schemas/message";
import { ChannelParams, threadName, wholeNumber } from "../schemas/names";

const MessageParams = ChannelParams.extend({ sequence: wholeNumber({ min: 1 }) });
const OriginalQuery = z.strictObject({ thread: threadName.optional() });

/** `GET …/channels/{channel}/messages/{sequence}/original`. */
export function originalRoutes(app: GatewayApp, options: GatewayOptions): void {
  app.get(
    "/channels/:channel/messages/:sequence/original",
    {
      schema: {
        operationId: "readOriginal",
        summary: "Read a redacted message as it was sent",
        description: "For those who may manage the channel. Each reading is in the audit log.",
        tags: ["Moderation"],
        params: MessageParams,
        querystring: OriginalQuery,
        response: { 200: answer("The message, with who redacted it.", Message), ...agentFailures(403, 404) },
      },
    },
    async (request) => {
      const { caller, ctx } = callerOf(options, request);
      const { spaceId, principalId: principal } = caller;
      const { channel, sequence } = request.params;
      const { thread } = request.query;
      const place = thread === undefined ? { channel } : { channel, thread };
      return readOriginal({ ...ctx, connections: options.connections }, { spaceId, principal, place, sequence });
    },
  );
}
