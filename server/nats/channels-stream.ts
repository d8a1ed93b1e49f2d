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

/** The space's stream exists with our settings; an existing one is updated, its messages stay. */
export async function ensureChannelsStream(connection: NatsConnection): Promise<void> {
  const manager = await jetstreamManager(connection);
  const names = await manager.streams.names(storedWildcard).next();
  if (names.includes(channelsStream)) await manager.streams.update(channelsStream, config);
  else await manager.streams.add(config);
}
