import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { MessageDraft, messageBytesMax, type RefusedVerdict } from "@/sdk/protocol";
import { readHistory } from "@/server/history";
import type { AppError } from "@/server/kernel";
import type { GatewayApp } from "../app";
import { callerOf } from "../authenticate";
import { cloudEventOf } from "../cloud-events/from-message";
import { draftOfCloudEvent } from "../cloud-events/to-draft";
import { answerError } from "../errors";
import type { GatewayOptions } from "../options";
import { agentFailures, answer, type FailureStatus } from "../schemas/answers";
import { ErrorAnswer } from "../schemas/error";
import { AcceptedVerdict, CloudEvent, CloudEvents, HistoryPage, RefusedVerdict as Refused } from "../schemas/message";
import { ChannelParams, threadName, time, wholeNumber } from "../schemas/names";
import { sendVerdict } from "../verdict-status";

const tags = ["Messages"];
const PostQuery = z.strictObject({ thread: threadName.optional() });
const GetQuery = z.strictObject({
  thread: threadName.optional(),
  before: wholeNumber().optional().describe("The page that ends before this sequence."),
  after: wholeNumber().optional().describe("The page that begins after this sequence."),
  through: wholeNumber().optional().describe("Inclusive upper bound, with `after`."),
  since: time.optional().describe("The page that begins with what was stored from then on."),
  limit: wholeNumber({ min: 1, max: 1_000 }).optional().describe("100 when absent."),
});

const cloudEventType = "application/cloudevents+json";
const cloudEventBatchType = "application/cloudevents-batch+json";

/** What may be sent, for the document alone: whatever comes goes on as it is, and gets a verdict. */
const documentedBody = {
  "application/json": MessageDraft.meta({ examples: [{ text: "Pump 3 is at 37.2 °C." }] }),
  "text/plain": z.string().meta({ examples: ["Pump 3 is at 37.2 °C."] }),
  [cloudEventType]: CloudEvent,
};

const refusals = (...statuses: FailureStatus[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      answer("Refused: a verdict, or an error when it was not even looked at.", z.union([Refused, ErrorAnswer])),
    ]),
  );

/** `GET` and `POST …/channels/{channel}/messages`. */
export function messageRoutes(app: GatewayApp, options: GatewayOptions): void {
  // The sender gets a verdict on whatever was sent, so the bytes go on as they came.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.setErrorHandler(answerMessageError);

  app.post(
    "/channels/:channel/messages",
    {
      schema: {
        operationId: "postMessage",
        summary: "Post a message",
        description:
          "A string, a message or a CloudEvent. The sender is whoever proved to be asking. The same `id` twice is stored once. Every message gets a verdict.",
        tags,
        params: ChannelParams,
        querystring: PostQuery,
        documentedBody,
        response: {
          200: answer("Accepted before, under the same id.", AcceptedVerdict),
          201: answer("Accepted.", AcceptedVerdict),
          ...agentFailures(),
          ...refusals(400, 403, 404, 409, 413, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { caller } = callerOf(options, request);
      const { channel } = request.params;
      const { thread } = request.query;
      const made = bodyOf(request);
      if ("refusal" in made) return sendVerdict(reply, made.refusal);
      const place = thread === undefined ? { channel } : { channel, thread };
      const { spaceId, principalId: principal } = caller;
      return sendVerdict(
        reply,
        await options.fanout.publish({ spaceId, principal, place, body: made.body, via: "gateway" }),
      );
    },
  );

  app.get(
    "/channels/:channel/messages",
    {
      schema: {
        operationId: "readHistory",
        summary: "Read what was said",
        description:
          "A page of one channel's or thread's messages in order, with none missing between `from` and `through`: the latest, or the ones before or after a sequence. As CloudEvents with `Accept: application/cloudevents-batch+json`; then the bounds are in headers.",
        tags,
        params: ChannelParams,
        querystring: GetQuery,
        response: {
          200: {
            description: "A page.",
            content: {
              "application/json": { schema: HistoryPage },
              [cloudEventBatchType]: { schema: CloudEvents },
            },
          },
          ...agentFailures(403, 404),
        },
      },
    },
    async (request, reply) => {
      const { caller, ctx } = callerOf(options, request);
      const { channel } = request.params;
      const { thread, ...range } = request.query;
      const query = { place: thread === undefined ? { channel } : { channel, thread }, ...range };
      const { spaceId, principalId: principal } = caller;
      const page = await readHistory({ ...ctx, connections: options.connections }, { spaceId, principal, query });
      if (!request.headers.accept?.includes("application/cloudevents")) return page;
      return reply
        .headers({
          "parley-from": page.from,
          "parley-through": page.through,
          "parley-has-older": String(page.hasOlder),
          "parley-has-newer": String(page.hasNewer),
        })
        .type(cloudEventBatchType)
        .send(page.messages.map((message) => cloudEventOf(spaceId, message)));
    },
  );
}

type MadeBody = { body: unknown } | { refusal: RefusedVerdict };

function bodyOf(request: FastifyRequest): MadeBody {
  const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
  const type = (request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
  if (type === "text/plain") return { body: { text: Buffer.from(bytes).toString("utf8") } };
  if (type === cloudEventBatchType) return malformed("Batches of CloudEvents are not taken: post one at a time.");
  return type === cloudEventType ? cloudEventBody(bytes) : { body: bytes };
}

function cloudEventBody(bytes: Uint8Array): MadeBody {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return malformed("The CloudEvent is not valid JSON.");
  }
  const made = draftOfCloudEvent(value);
  return "draft" in made ? { body: made.draft } : made;
}

function malformed(reason: string): { refusal: RefusedVerdict } {
  return { refusal: { verdict: "refused", code: "malformed", rule: "cloudevents.schema", reason } };
}

/** What is too large to be read gets a verdict too. */
function answerMessageError(
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error.code !== "FST_ERR_CTP_BODY_TOO_LARGE") return answerError(error, request, reply);
  return sendVerdict(reply, {
    verdict: "refused",
    code: "too_large",
    rule: "message.size",
    reason: `At most ${messageBytesMax} bytes are taken. Split the message, or attach the content instead.`,
  });
}
