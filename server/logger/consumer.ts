import {
  AckPolicy,
  type ConsumerInfo,
  DeliverPolicy,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
} from "@nats-io/jetstream";
import { type NatsConnection, nanos } from "@nats-io/nats-core";
import { channelsStream } from "@/sdk/protocol";

export const durableName = "logger";
const acknowledgementWaitMs = 30_000;
const unacknowledgedMax = 50_000;
const consumerNotFound = 10014;

/**
 * The stream's durable consumer `logger` exists. A new one starts after `position`, so nothing is stored again that is
 * stored already. Tells how far it has given out the stream, and the last sequence that the stream itself gave out.
 */
export async function ensureConsumer(
  connection: NatsConnection,
  position: number,
): Promise<{ delivered: number; streamEnd: number }> {
  const manager = await jetstreamManager(connection);
  const { state } = await manager.streams.info(channelsStream);
  const { delivered } = await findOrAdd(manager, position);
  return { delivered: delivered.stream_seq, streamEnd: state.last_seq };
}

async function findOrAdd(manager: JetStreamManager, position: number): Promise<ConsumerInfo> {
  try {
    return await manager.consumers.info(channelsStream, durableName);
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== consumerNotFound) throw error;
    return manager.consumers.add(channelsStream, {
      durable_name: durableName,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(acknowledgementWaitMs),
      max_ack_pending: unacknowledgedMax,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: position + 1,
    });
  }
}
