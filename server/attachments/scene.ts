import { setTimeout as wait } from "node:timers/promises";
import type { Attachment, Place } from "@/sdk/protocol";
import { env } from "@/server/kernel";
import type { UploadContext } from "./context";
import { type AttachmentLimits, attachmentLimitsOf } from "./limits";
import { listHeld } from "./object-store";
import { type AttachmentFile, type ReadAttachmentInput, readAttachment } from "./read-attachment";
import { type StoreAttachmentInput, storeAttachment } from "./store-attachment";

/** What the tests of this room upload and read with. */
export interface AttachmentScene {
  ctx: UploadContext;
  upload(
    principal: string,
    content: string | Uint8Array | AsyncIterable<Uint8Array>,
    given?: Partial<Pick<StoreAttachmentInput, "name" | "declaredBytes"> & { place: Place }>,
  ): Promise<Attachment>;
  read(principal: string, id: string, how?: Partial<ReadAttachmentInput>): Promise<AttachmentFile & { body: Buffer }>;
  /** How many subjects of the object store hold something. */
  held(): Promise<number>;
}

const partBytes = 50_000;

export function attachmentScene(
  world: Omit<UploadContext, "attachmentLimits">,
  spaceId: string,
  limits: Partial<AttachmentLimits> = {},
): AttachmentScene {
  const ctx: UploadContext = { ...world, attachmentLimits: { ...attachmentLimitsOf(env), ...limits } };
  return {
    ctx,
    upload(principal, content, { place = { channel: "lab" }, name = "a.bin", declaredBytes } = {}) {
      const parts = typeof content === "string" ? partsOf(Buffer.from(content)) : contentOf(content);
      return storeAttachment(ctx, { spaceId, principal, place, name, declaredBytes, content: parts });
    },
    async read(principal, id, how = {}) {
      const file = await readAttachment(ctx, { spaceId, principal, id, ...how });
      const body: Uint8Array[] = [];
      for await (const part of file.content ?? []) body.push(part);
      return { ...file, body: Buffer.concat(body) };
    },
    held: async () => (await listHeld(await ctx.connections.get(spaceId))).length,
  };
}

function contentOf(content: Uint8Array | AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return content instanceof Uint8Array ? partsOf(content) : content;
}

/** As a network brings it: in parts, each a moment later. */
async function* partsOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < content.length; from += partBytes) {
    await wait(0);
    yield content.subarray(from, from + partBytes);
  }
}
