import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { messageBytesMax, type RefusedVerdict } from "@/sdk/protocol";
import { readHistory } from "@/server/history";
import type { AppError } from "@/server/kernel";
import { callerOf } from "../authenticate";
import { cloudEventOf } from "../cloud-events/from-message";
import { draftOfCloudEvent } from "../cloud-events/to-draft";
import { answerError } from "../errors";
import { ChannelParams, parseInput, threadName, wholeNumber } from "../input";
import type { GatewayOptions } from "../options";
import { sendVerdict } from "../verdict-status";

const PostQuery = z.strictObject({ thread: threadName.optional() });
const GetQuery = z.strictObject({
  thread: threadName.optional(),
  before: wholeNumber.optional(),
  after: wholeNumber.optional(),
  through: wholeNumber.optional(),
  limit: wholeNumber.optional(),
});

const cloudEventType = "application/cloudevents+json";
const cloudEventBatchType = "application/cloudevents-batch+json";

/** `GET` and `POST …/channels/{channel}/messages`. */
export function messageRoutes(app: FastifyInstance, options: GatewayOptions): void {
  // The sender gets a verdict on whatever was sent, so the bytes go on as they came.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.setErrorHandler(answerMessageError);

  app.post("/channels/:channel/messages", async (request, reply) => {
    const { caller } = callerOf(options, request);
    const { channel } = parseInput(ChannelParams, request.params);
    const { thread } = parseInput(PostQuery, request.query);
    const made = bodyOf(request);
    if ("refusal" in made) return sendVerdict(reply, made.refusal);
    const place = thread === undefined ? { channel } : { channel, thread };
    const { spaceId, principalId: principal } = caller;
    return sendVerdict(
      reply,
      await options.fanout.publish({ spaceId, principal, place, body: made.body, via: "gateway" }),
    );
  });

  app.get("/channels/:channel/messages", async (request, reply) => {
    const { caller, ctx } = callerOf(options, request);
    const { channel } = parseInput(ChannelParams, request.params);
    const { thread, ...range } = parseInput(GetQuery, request.query);
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
      .send(JSON.stringify(page.messages.map((message) => cloudEventOf(spaceId, message))));
  });
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
