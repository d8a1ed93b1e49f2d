import { isDeepStrictEqual } from "node:util";
import { DiscardPolicy, jetstreamManager, RetentionPolicy, StorageType, type StreamConfig } from "@nats-io/jetstream";
import { type NatsConnection, nanos } from "@nats-io/nats-core";
import { channelsStream, liveWildcard, storedWildcard } from "@/sdk/protocol";

const duplicateWindowMs = 120_000;

const config = {
  name: channelsStream,
  subjects: [storedWildcard],
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.Old,
  duplicate_window: nanos(duplicateWindowMs),
  allow_direct: true,
  allow_msg_ttl: true,
  republish: { src: storedWildcard, dest: liveWildcard.replace(">", storedWildcard) },
} satisfies Partial<StreamConfig>;

/** Readers may have seen live what was lost before it was stored: a new stream stays clear of as many sequences. */
const unstoredMax = 1_000_000;

/**
 * The space's stream exists with our settings; one with other settings is updated, its messages stay. One that is made
 * anew while messages of an earlier one are kept elsewhere takes sequences above theirs: `lastKnown` is the highest.
 */
export async function ensureChannelsStream(
  connection: NatsConnection,
  lastKnown: () => Promise<number> = async () => 0,
): Promise<void> {
  const manager = await jetstreamManager(connection);
  const names = await manager.streams.names(storedWildcard).next();
  if (!names.includes(channelsStream)) {
    const last = await lastKnown();
    await manager.streams.add(last > 0 ? { ...config, first_seq: last + unstoredMax + 1 } : config);
    return;
  }
  const present: Partial<StreamConfig> = (await manager.streams.info(channelsStream)).config;
  const differs = Object.entries(config).some(
    ([name, value]) => !isDeepStrictEqual(present[name as keyof StreamConfig], value),
  );
  if (differs) await manager.streams.update(channelsStream, config);
}
