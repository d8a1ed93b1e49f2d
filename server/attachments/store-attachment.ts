import type { NatsConnection } from "@nats-io/nats-core";
import { z } from "zod";
import { type Attachment, isChannelName, isThreadName } from "@/sdk/protocol";
import { AppError, newId } from "@/server/kernel";
import { inspected, requireTaken, requireWhole } from "./arriving";
import { connectionOf } from "./connection";
import type { UploadContext } from "./context";
import { safeFileName } from "./file-name";
import { Inspection } from "./inspection";
import { mediaTypeOf, rasterTypes } from "./media-type";
import { openObject, putObject, removeObject } from "./object-store";
import { requirePost } from "./place";
import { insertAttachment } from "./repository";
import { requireRoom } from "./room";
import { measureImage } from "./thumbnail";
import { uploadGateOf } from "./upload-gate";

export const StoreAttachmentInput = z.strictObject({
  spaceId: z.string(),
  /** The principal that uploads it. */
  principal: z.string(),
  place: z.strictObject({
    channel: z.string().refine(isChannelName, "a channel's name"),
    thread: z.string().refine(isThreadName, "a thread's name").optional(),
    isPrivate: z.boolean().optional(),
  }),
  name: z.string().max(1_000, "at most 1,000 characters"),
  /** How much is said to come; what comes decides. */
  declaredBytes: z.int().min(0).optional(),
});
export type StoreAttachmentInput = z.infer<typeof StoreAttachmentInput> & { content: AsyncIterable<Uint8Array> };

/** How long a file waits for a message to name it. */
export const waitMs = 86_400_000;

/**
 * Stores a file for a place that the principal may post to, and answers what a draft's `attachments` takes. What it is says its
 * content alone; images are measured and get a thumbnail. It is its sender's until a message names it, and removed after a day
 * without one. When it is refused, too large or cut off, nothing of it stays.
 */
export async function storeAttachment(
  ctx: UploadContext,
  { content, ...given }: StoreAttachmentInput,
): Promise<Attachment> {
  const input = parse(given);
  const { spaceId, principal, declaredBytes } = input;
  const limits = ctx.attachmentLimits;
  const leave = await uploadGateOf(ctx.connections, limits.uploadsPerMinute).enter(spaceId, principal);
  try {
    const subject = await requirePost(ctx, input);
    await requireRoom(ctx, { spaceId, principal, bytes: declaredBytes ?? 1 });
    const connection = await connectionOf(ctx, spaceId);
    const id = newId();
    const inspection = new Inspection();
    const pieces = await putObject(connection, id, inspected(content, inspection, limits));
    let thumbnail: string | undefined;
    try {
      const found = inspection.finish();
      const { bytes, sha256 } = found;
      requireWhole(bytes, declaredBytes);
      const mediaType = await mediaTypeOf(inspection.head, found);
      requireTaken(mediaType, limits);
      const image = rasterTypes.includes(mediaType)
        ? await measureImage(() => readWhole(connection, pieces), mediaType)
        : undefined;
      if (image) thumbnail = await putObject(connection, thumbnailName(id), once(image.thumbnail));
      const size = image && { width: image.width, height: image.height };
      const shown = { id, name: safeFileName(input.name), mediaType, bytes, ...size };
      const createdAt = ctx.clock.now();
      const collectAt = new Date(createdAt.getTime() + waitMs);
      const kept = { subject, uploadedBy: principal, sha256, pieces, thumbnail, createdAt, collectAt };
      await insertAttachment(ctx.db, { ...shown, spaceId, ...kept });
      return shown;
    } catch (error) {
      await removeObject(connection, id, pieces).catch(() => undefined);
      if (thumbnail) await removeObject(connection, thumbnailName(id), thumbnail).catch(() => undefined);
      throw error;
    }
  } finally {
    leave();
  }
}

export function thumbnailName(id: string): string {
  return `${id}.thumbnail`;
}

function parse(given: unknown): z.infer<typeof StoreAttachmentInput> {
  const parsed = StoreAttachmentInput.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new AppError("VALIDATION", `${fields[0]?.path}: ${fields[0]?.message}`, { fields });
}

async function readWhole(connection: NatsConnection, pieces: string): Promise<Uint8Array> {
  const content: Uint8Array[] = [];
  for await (const piece of (await openObject(connection, pieces)) ?? []) content.push(piece);
  return Buffer.concat(content);
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}
