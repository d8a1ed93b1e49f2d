import { z } from "zod";
import { type Attachment, isChannelName, isThreadName } from "@/sdk/protocol";
import { AppError, newId } from "@/server/kernel";
import { connectionOf } from "./connection";
import type { UploadContext } from "./context";
import { safeFileName } from "./file-name";
import { Inspection } from "./inspection";
import type { AttachmentLimits } from "./limits";
import { mediaTypeOf, provenTypeOf, rasterTypes } from "./media-type";
import { occupiedBytes, openObject, putObject, removeObject } from "./object-store";
import { requirePost } from "./place";
import { insertAttachment, sumUploadedSince } from "./repository";
import { type MeasuredImage, measureImage } from "./thumbnail";
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

const dayMs = 86_400_000;
const silenceMsMax = 30_000;
/** How long a file waits for a message to name it. */
export const waitMs = dayMs;

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
      const image = rasterTypes.includes(mediaType) ? await measure(connection, pieces, mediaType) : undefined;
      if (image) thumbnail = await putObject(connection, thumbnailName(id), once(image.thumbnail));
      const size = image && { width: image.width, height: image.height };
      const shown = { id, name: safeFileName(input.name), mediaType, bytes, ...size };
      const createdAt = ctx.clock.now();
      const collectAt = new Date(createdAt.getTime() + waitMs);
      const row = {
        ...shown,
        spaceId,
        subject,
        uploadedBy: principal,
        sha256,
        pieces,
        thumbnail,
        createdAt,
        collectAt,
      };
      await insertAttachment(ctx.db, row);
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

/** Throws unless so much more may be stored. Uploads under way are not counted, of which there are few. */
async function requireRoom(
  ctx: UploadContext,
  { spaceId, principal, bytes }: { spaceId: string; principal: string; bytes: number },
): Promise<void> {
  const { fileBytesMax, spaceBytesMax, principalBytesPerDay } = ctx.attachmentLimits;
  if (bytes > fileBytesMax) throw tooLarge(fileBytesMax);
  const since = new Date(ctx.clock.now().getTime() - dayMs);
  const [own, all] = await Promise.all([
    sumUploadedSince(ctx.db, { spaceId, uploadedBy: principal, since }),
    connectionOf(ctx, spaceId).then(occupiedBytes),
  ]);
  if (own + bytes > principalBytesPerDay) {
    throw new AppError("LIMIT_EXCEEDED", `More than ${sizeOf(principalBytesPerDay)} in 24 hours. Try again later.`, {
      reason: "day_quota",
      detail: { retryAfterMs: dayMs / 24 },
    });
  }
  if (all + bytes > spaceBytesMax) {
    const message = "There is no room left for files in this space. An admin can make some by removing channels.";
    throw new AppError("LIMIT_EXCEEDED", message, { reason: "space_quota" });
  }
}

/** The content as it comes, for as long as it keeps to the limits. */
async function* inspected(
  content: AsyncIterable<Uint8Array>,
  inspection: Inspection,
  limits: AttachmentLimits,
): AsyncGenerator<Uint8Array> {
  let isProven = false;
  for await (const chunk of unlessSilent(content)) {
    inspection.take(chunk);
    if (inspection.bytes > limits.fileBytesMax) throw tooLarge(limits.fileBytesMax);
    if (inspection.hasHead && !isProven) {
      isProven = true;
      requireTaken(await provenTypeOf(inspection.head), limits);
    }
    yield chunk;
  }
}

async function* unlessSilent(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const parts = content[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { value, done } = await inTime(parts.next());
      if (done) return;
      yield value;
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : cutOff(cause);
  } finally {
    void Promise.resolve(parts.return?.()).catch(() => undefined);
  }
}

async function inTime<Value>(next: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(cutOff("silence")), silenceMsMax);
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}

async function measure(
  connection: Parameters<typeof openObject>[0],
  pieces: string,
  mediaType: string,
): Promise<MeasuredImage | undefined> {
  const content: Uint8Array[] = [];
  for await (const piece of (await openObject(connection, pieces)) ?? []) content.push(piece);
  return measureImage(Buffer.concat(content), mediaType);
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

function requireWhole(bytes: number, declaredBytes: number | undefined): void {
  if (declaredBytes !== undefined && bytes !== declaredBytes) throw cutOff({ bytes, declaredBytes });
  if (bytes > 0) return;
  const fields = [{ path: "body", message: "a file with something in it" }];
  throw new AppError("VALIDATION", "The file is empty. Choose one with something in it.", { reason: "empty", fields });
}

function requireTaken(mediaType: string | undefined, { blockedTypes }: AttachmentLimits): void {
  if (mediaType === undefined || !blockedTypes.includes(mediaType)) return;
  const message = `Files of this type (${mediaType}) are not taken here. Put it into an archive, or link to it.`;
  throw new AppError("VALIDATION", message, { reason: "type_blocked", fields: [{ path: "body", message }] });
}

function tooLarge(bytesMax: number): AppError {
  const message = `Files have at most ${sizeOf(bytesMax)}. Make it smaller, or link to it.`;
  return new AppError("LIMIT_EXCEEDED", message, { reason: "too_large", fields: [{ path: "body", message }] });
}

function cutOff(cause: unknown): AppError {
  const message = "The file did not arrive whole. Send it again.";
  return new AppError("VALIDATION", message, { reason: "cut_off", fields: [{ path: "body", message }], cause });
}

function sizeOf(bytes: number): string {
  const mebibytes = bytes / 1_048_576;
  return mebibytes >= 1 ? `${Math.floor(mebibytes * 10) / 10} MiB` : `${bytes} bytes`;
}
