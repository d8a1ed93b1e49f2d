import type { World } from "../world";
import { deleteExpired, type ExpiringChannel, listExpiredSubjects, listExpiring, listThreadNames } from "./repository";
import { filtersOfChannel, subjectsOfChannel } from "./subjects";

const channelsMax = 200;
const subjectsMax = 1_000;

/** No channel keeps messages longer than its retention, in the stream and in the history. */
export async function expireAll(world: World): Promise<void> {
  let afterKey = 0;
  for (;;) {
    const channels = await listExpiring(world.db, afterKey, channelsMax);
    for (const channel of channels) {
      try {
        await expireChannel(world, channel, { isRetentionNew: false });
      } catch (error) {
        // One space whose stream does not answer must not hold up the others; the next sweep tries again.
        world.log.warn({ err: error, channel }, "expired messages could not be removed yet");
        world.metrics.count("sweep.failures");
      }
    }
    const last = channels.at(-1);
    if (last === undefined || channels.length < channelsMax) return;
    afterKey = last.key;
  }
}

/** One channel whose retention was shortened. */
export async function expireOne(world: World, channelKey: number): Promise<void> {
  const [channel] = await listExpiring(world.db, channelKey - 1, 1);
  if (channel?.key === channelKey) await expireChannel(world, channel, { isRetentionNew: true });
}

/**
 * The stream drops messages by their own TTL; those stored under a longer retention are trimmed here. That is looked for
 * only when the history shows something expired, or the retention is new.
 */
async function expireChannel(
  world: World,
  channel: ExpiringChannel,
  { isRetentionNew }: { isRetentionNew: boolean },
): Promise<void> {
  const { db, clock, streams, metrics } = world;
  const { spaceId, name } = channel;
  const cut = new Date(clock.now().getTime() - channel.retentionMs);
  const subjects = subjectsOfChannel(name, await listThreadNames(db, channel.key));
  const expired: string[] = [];
  for (let from = 0; from < subjects.length; from += subjectsMax) {
    const chunk = subjects.slice(from, from + subjectsMax);
    expired.push(...(await listExpiredSubjects(db, { spaceId, subjects: chunk, cut })));
  }
  if (expired.length === 0 && !isRetentionNew) return;
  const before = await streams.firstSequenceSince(spaceId, cut);
  for (const filter of filtersOfChannel(name)) {
    metrics.count("sweep.streamPurged", await streams.purge(spaceId, filter, before));
  }
  for (const subject of expired) {
    for (let deleted = -1; deleted !== 0; metrics.count("sweep.rowsExpired", deleted)) {
      deleted = await deleteExpired(db, { spaceId, subject, cut });
    }
  }
}
