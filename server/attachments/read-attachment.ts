import { parseStoredSubject } from "@/sdk/protocol";
import { readStanding } from "@/server/history";
import { AppError } from "@/server/kernel";
import { checkPermission, requirePermission, writeAudit } from "@/server/policy";
import { connectionOf } from "./connection";
import type { AttachmentContext } from "./context";
import { openObject } from "./object-store";
import { findAttachment } from "./repository";

export interface ReadAttachmentInput {
  spaceId: string;
  /** The principal that wants to read it. */
  principal: string;
  id: string;
  /** The small picture of an image in its stead. */
  isThumbnail?: boolean;
  /** Of a redacted message too, for those who manage the channel; the reading is recorded. */
  isOriginal?: boolean;
  /** The reader has this version already and needs no content: `etag` decides. */
  isKnown?: (etag: string) => boolean;
}

/** A file on its way to a reader. */
export interface AttachmentFile {
  name: string;
  mediaType: string;
  bytes: number;
  /** In quotes, as HTTP writes it. */
  etag: string;
  /** It was decoded as an image of a kind that is shown in place. */
  isImage: boolean;
  /** Read as it is taken; absent when the reader has it. */
  content: AsyncGenerator<Uint8Array> | undefined;
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A file for somebody who may read its place at this moment, once a message there names it; before, for its sender alone. With
 * its message it is redacted and ends. Throws NOT_FOUND, the same for a file that is closed to the principal and for one that
 * is not there.
 */
export async function readAttachment(ctx: AttachmentContext, input: ReadAttachmentInput): Promise<AttachmentFile> {
  const { spaceId, principal, id, isThumbnail = false } = input;
  const row = uuidPattern.test(id) ? await findAttachment(ctx.db, spaceId, id.toLowerCase()) : undefined;
  const place = row && parseStoredSubject(row.subject);
  if (!row || !place) throw missing();
  const decision = await checkPermission(ctx, {
    spaceId,
    principal,
    action: "channel.read",
    place,
    via: "attachments",
  });
  if (!decision.allowed || (row.namedAt === null && row.uploadedBy !== principal)) throw missing();
  if (row.sequence !== null) {
    const retentionMs = decision.channel?.retentionMs ?? null;
    const at = { spaceId, subject: row.subject, sequence: Number(row.sequence), retentionMs };
    const standing = await readStanding(ctx, at);
    if (!standing) throw missing();
    if (standing.redaction) await requireOriginal(ctx, input, { place, subject: row.subject });
  }
  const pieces = isThumbnail ? row.thumbnail : row.pieces;
  if (pieces === null) {
    throw new AppError("NOT_FOUND", "This file has no thumbnail.", { reason: "no_thumbnail" });
  }
  const etag = `"${Buffer.from(row.sha256).toString("base64url")}${isThumbnail ? ".thumbnail" : ""}"`;
  const shown = { name: row.name, mediaType: row.mediaType, etag, isImage: row.width !== null };
  if (input.isKnown?.(etag)) return { ...shown, bytes: 0, content: undefined };
  const content = await openObject(await connectionOf(ctx, spaceId), pieces);
  if (!content) throw missing();
  return isThumbnail ? thumbnailOf(shown, content) : { ...shown, bytes: row.bytes, content: whole(content, row.bytes) };
}

async function requireOriginal(
  ctx: AttachmentContext,
  { spaceId, principal, id, isOriginal }: ReadAttachmentInput,
  { place, subject }: { place: { channel: string; thread?: string }; subject: string },
): Promise<void> {
  if (!isOriginal) {
    throw new AppError("NOT_FOUND", "A moderator removed this file with its message.", { reason: "redacted" });
  }
  await requirePermission(ctx, { spaceId, principal, action: "channel.manage", place, via: "attachments" });
  const target = `attachment:${subject.replace(/^channels\./, "")}/${id}`;
  await ctx.db.$transaction((tx) => writeAudit(ctx, tx, { spaceId, verb: "attachment.readOriginal", target }));
}

/** Small enough to be whole in memory, which tells its size. */
async function thumbnailOf(
  shown: Omit<AttachmentFile, "bytes" | "content">,
  pieces: AsyncGenerator<Uint8Array>,
): Promise<AttachmentFile> {
  const read: Uint8Array[] = [];
  for await (const piece of pieces) read.push(piece);
  const bytes = read.reduce((sum, piece) => sum + piece.length, 0);
  return { ...shown, mediaType: "image/webp", bytes, content: parts(read) };
}

async function* parts(read: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* read;
}

/** Breaks off rather than pass a part of the file for the whole. */
async function* whole(content: AsyncGenerator<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const piece of content) {
    read += piece.length;
    yield piece;
  }
  if (read !== bytes) throw new AppError("UNAVAILABLE", "The file store has lost a part of this file.");
}

function missing(): AppError {
  return new AppError("NOT_FOUND", "There is no such file here, or it is closed to you.", { reason: "unknown_file" });
}
