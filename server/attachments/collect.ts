import { jetstreamManager } from "@nats-io/jetstream";
import { channelsStream } from "@/sdk/protocol";
import { connectionOf } from "./connection";
import type { AttachmentContext } from "./context";
import { listHeld, removeHeldSince, removeObject } from "./object-store";
import { type DueAttachment, deleteDue, listDue, listObjects, listSpaces } from "./repository";
import { thumbnailName, waitMs } from "./store-attachment";

const rowsMax = 500;
const timeoutMs = 5_000;

/**
 * Removes the files that nothing keeps any more: those that no message named within a day, and those whose message is gone.
 * What was named is left while the logger is behind, because the message may still be on its way. Answers how many went.
 */
export async function collectAttachments(ctx: AttachmentContext): Promise<number> {
  const now = ctx.clock.now();
  const settled = new Map<string, Promise<boolean>>();
  const isSettled = (spaceId: string) => {
    const known = settled.get(spaceId) ?? isLoggerThrough(ctx, spaceId);
    settled.set(spaceId, known);
    return known;
  };
  let removed = 0;
  let after: DueAttachment | undefined;
  for (;;) {
    const due = await listDue(ctx.db, { now, after, rowsMax });
    const loose: string[] = [];
    for (const { id, spaceId, namedAt } of due) if (namedAt === null || (await isSettled(spaceId))) loose.push(id);
    const gone = loose.length > 0 ? await deleteDue(ctx.db, { ids: loose, now }) : [];
    for (const row of gone) await removeObjects(ctx, row);
    removed += gone.length;
    after = due.at(-1);
    if (due.length < rowsMax) return removed;
  }
}

/** What the object store holds and no row names is removed, once it has been there for a day: what a process left that ended in the middle. */
export async function reclaimObjects(ctx: AttachmentContext): Promise<number> {
  let removed = 0;
  for (const spaceId of await listSpaces(ctx.db)) {
    try {
      removed += await reclaimOne(ctx, spaceId);
    } catch (err) {
      ctx.log.warn({ err, spaceId }, "the file store could not be cleaned up yet");
    }
  }
  return removed;
}

async function reclaimOne(ctx: AttachmentContext, spaceId: string): Promise<number> {
  const connection = await connectionOf(ctx, spaceId);
  const held = await listHeld(connection);
  if (held.length === 0) return 0;
  const rows = await listObjects(ctx.db, spaceId);
  const pieces = new Set(rows.flatMap((row) => [row.pieces, row.thumbnail ?? []].flat()));
  const names = new Set(rows.flatMap(({ id }) => [id, thumbnailName(id)]));
  const since = new Date(ctx.clock.now().getTime() - waitMs);
  let removed = 0;
  for (const one of held) {
    const isKnown = "pieces" in one ? pieces.has(one.pieces) : names.has(one.name);
    if (!isKnown && (await removeHeldSince(connection, one.subject, since))) removed += 1;
  }
  return removed;
}

async function removeObjects(
  ctx: AttachmentContext,
  { id, spaceId, pieces, thumbnail }: { id: string; spaceId: string; pieces: string; thumbnail: string | null },
): Promise<void> {
  try {
    const connection = await connectionOf(ctx, spaceId);
    await removeObject(connection, id, pieces);
    if (thumbnail !== null) await removeObject(connection, thumbnailName(id), thumbnail);
  } catch (err) {
    // Without a row it is found by looking through the store.
    ctx.log.warn({ err, spaceId, id }, "a file that is gone still takes room");
  }
}

/** Whether everything that the stream holds at this moment is stored, and with it which files it names. */
async function isLoggerThrough(ctx: AttachmentContext, spaceId: string): Promise<boolean> {
  try {
    const manager = await jetstreamManager(await connectionOf(ctx, spaceId), { checkAPI: false, timeout: timeoutMs });
    const { state } = await manager.streams.info(channelsStream);
    const position = await ctx.db.loggerPosition.findUnique({ where: { spaceId } });
    return Number(position?.sequence ?? 0n) >= state.last_seq;
  } catch (err) {
    ctx.log.warn({ err, spaceId }, "whether files are still named cannot be found out yet");
    return false;
  }
}
