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

/** The space's stream exists with our settings; one with other settings is updated, its messages stay. */
export async function ensureChannelsStream(connection: NatsConnection): Promise<void> {
  const manager = await jetstreamManager(connection);
  const names = await manager.streams.names(storedWildcard).next();
  if (!names.includes(channelsStream)) {
    await manager.streams.add(config);
    return;
  }
  const present: Partial<StreamConfig> = (await manager.streams.info(channelsStream)).config;
  const differs = Object.entries(config).some(
    ([name, value]) => !isDeepStrictEqual(present[name as keyof StreamConfig], value),
  );
  if (differs) await manager.streams.update(channelsStream, config);
}
