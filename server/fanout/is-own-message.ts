import type { JetStreamManager } from "@nats-io/jetstream";
import { channelsStream, type Envelope } from "@/sdk/protocol";

/** Whether the stream's message of this sequence is that sender's on that subject; also when it has gone meanwhile. */
export async function isOwnMessage(
  manager: JetStreamManager,
  sequence: number,
  subject: string,
  source: string,
): Promise<boolean> {
  const stored = await manager.direct.getMessage(channelsStream, { seq: sequence });
  if (!stored) return true;
  return stored.subject === subject && stored.json<Envelope>().source === source;
}
