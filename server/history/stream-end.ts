import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { channelsStream } from "@/sdk/protocol";
import type { Logger } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";

const patienceMs = 1_500;

export interface StreamEnd {
  connection: NatsConnection;
  /** Every message that was acknowledged before is at or below this sequence. */
  sequence: number;
}

/** The end of the space's stream; undefined while NATS does not answer, which history can live with for a while. */
export async function findStreamEnd(
  { connections, log }: { connections: SpaceConnections; log: Logger },
  spaceId: string,
): Promise<StreamEnd | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patienceMs, undefined);
  });
  const ask = async (): Promise<StreamEnd> => {
    const connection = await connections.get(spaceId);
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: patienceMs });
    const { state } = await manager.streams.info(channelsStream);
    return { connection, sequence: state.last_seq };
  };
  try {
    return await Promise.race([ask(), patience]);
  } catch (error) {
    log.warn({ spaceId, err: error }, "history is read without the stream");
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
