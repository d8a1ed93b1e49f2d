import { Readable } from "node:stream";
import { z } from "zod";
import { attachmentLimitsOf, fileHeaders, readAttachment, storeAttachment } from "@/server/attachments";
import { env } from "@/server/kernel";
import type { GatewayApp } from "../app";
import { callerOf } from "../authenticate";
import type { GatewayOptions } from "../options";
import { agentFailures, answer } from "../schemas/answers";
import { Attachment } from "../schemas/attachment";
import { channelName, SpaceParams, spaceName, threadName } from "../schemas/names";

const tags = ["Attachments"];
const UploadQuery = z.strictObject({
  channel: channelName,
  thread: threadName.optional(),
  name: z.string().max(1_000).describe("What it is called; paths and invisible characters are taken out of it."),
});
const FileParams = z.object({
  space: spaceName,
  id: z.string().meta({ description: "Of the upload.", examples: ["0195f2d0-0000-7000-8000-00000000000f"] }),
});
const present = z.literal("").optional();
const DownloadQuery = z.strictObject({
  thumbnail: present.describe("Its small picture in WebP in its stead, where it is an image."),
  original: present.describe("Of a redacted message too, for those who may manage the channel; it is recorded."),
});
const bytes = z.string().meta({ format: "binary", examples: ["37.2"] });
const file = { schema: bytes };

/** `POST …/attachments` and `GET …/attachments/{id}`. */
export function attachmentRoutes(app: GatewayApp, options: GatewayOptions): void {
  const attachmentLimits = options.attachmentLimits ?? attachmentLimitsOf(env);
  // Files go on as they come, whatever their sender says they are.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

  app.post(
    "/attachments",
    {
      schema: {
        operationId: "uploadAttachment",
        summary: "Upload a file",
        description:
          "For a place that the agent may post to. What is answered goes into the `attachments` of a message to that place, of which only `id` counts. Nobody else can read it until a message names it; after a day without one it is removed.",
        tags,
        params: SpaceParams,
        querystring: UploadQuery,
        documentedBody: { "application/octet-stream": bytes },
        response: { 201: answer("It is stored.", Attachment), ...agentFailures(403, 404, 413) },
      },
    },
    async (request, reply) => {
      const { caller, ctx } = callerOf(options, request);
      const { spaceId, principalId: principal } = caller;
      const { channel, thread, name } = request.query;
      const declared = request.headers["content-length"];
      const stored = await storeAttachment(
        { ...ctx, connections: options.connections, attachmentLimits },
        {
          ...{ spaceId, principal, name },
          place: thread === undefined ? { channel } : { channel, thread },
          declaredBytes: declared === undefined ? undefined : Number(declared),
          content: (request.body ?? []) as AsyncIterable<Uint8Array>,
        },
      );
      return reply.status(201).send(stored);
    },
  );

  app.get(
    "/attachments/:id",
    {
      schema: {
        operationId: "downloadAttachment",
        summary: "Download a file",
        description:
          "For those who may read its place at this moment. One that is closed to the agent and one that is not there give the same answer. Images that were decoded have their own type, everything else comes as bytes.",
        tags,
        params: FileParams,
        querystring: DownloadQuery,
        response: {
          200: {
            description: "The file.",
            content: {
              "application/octet-stream": file,
              ...{ "image/png": file, "image/jpeg": file, "image/gif": file, "image/webp": file, "image/avif": file },
            },
          },
          ...agentFailures(403, 404),
        },
      },
    },
    async (request, reply) => {
      const { caller, ctx } = callerOf(options, request);
      const { spaceId, principalId: principal } = caller;
      const { thumbnail, original } = request.query;
      const found = await readAttachment(
        { ...ctx, connections: options.connections },
        {
          ...{ spaceId, principal, id: request.params.id },
          isThumbnail: thumbnail !== undefined,
          isOriginal: original !== undefined,
        },
      );
      return reply.headers(fileHeaders(found)).send(Readable.from(found.content ?? []) as unknown as string);
    },
  );
}
