import type { WorkResult } from "../runtime";
import type { World } from "../world";
import {
  type DueRow,
  deleteDue,
  deleteMessages,
  isStillDue,
  listDue,
  listThreadNames,
  nextPurgeAt,
} from "./repository";
import { filtersOfChannel, subjectsOfChannel, subjectsOfThread } from "./subjects";

const rowsMax = 100;
// A batch that the logger has in hand may still be written after the stream is purged: the row goes only after a look that finds nothing.
const settleMs = 2_000;
const waitMsMax = 3_600_000;

/** Messages of archived channels and threads whose time has come are gone from the stream and the history, then their rows. */
export async function purgeDue(world: World): Promise<WorkResult> {
  const due = await listDue(world.db, world.clock.now(), rowsMax);
  let isSettled = true;
  for (const row of due) {
    try {
      if (!(await purgeOne(world, row))) isSettled = false;
    } catch (error) {
      // One space whose stream does not answer must not hold up the others.
      world.log.warn({ err: error, ...row }, "an archived place could not be purged yet");
      world.metrics.count("sweep.failures");
      isSettled = false;
    }
  }
  if (!isSettled) return { requeueAfterMs: settleMs };
  if (due.length > 0) return { requeueAfterMs: 0 };
  const next = await nextPurgeAt(world.db);
  const waitMs = next === undefined ? waitMsMax : next.getTime() - world.clock.now().getTime();
  return { requeueAfterMs: Math.min(Math.max(waitMs, settleMs), waitMsMax) };
}

/** True when nothing was left and the row is gone. */
async function purgeOne(world: World, row: DueRow): Promise<boolean> {
  const { db, streams, context, log } = world;
  const { spaceId, channel, thread } = row;
  const before = await streams.nextSequence(spaceId);
  const subjects =
    thread === undefined
      ? subjectsOfChannel(channel, await listThreadNames(db, row.key))
      : subjectsOfThread(channel, thread);
  if (!(await isStillDue(db, row, world.clock.now()))) return true;
  let removed = 0;
  for (const filter of thread === undefined ? filtersOfChannel(channel) : subjects) {
    removed += await streams.purge(spaceId, filter, before);
  }
  for (let deleted = -1; deleted !== 0; removed += deleted) {
    deleted = await deleteMessages(db, { spaceId, subjects, before });
  }
  if (removed > 0) {
    log.info({ spaceId, channel, thread, removed }, "messages of an archived place were purged");
    return false;
  }
  await deleteDue(context, row);
  world.enqueue.threadsOf(spaceId, channel);
  return true;
}
