import type { Msg } from "@nats-io/nats-core";
import { type DeliveredMessage, type Envelope, natsHeaders, type Place, streamDeltaType } from "../protocol";
import type { LiveMessage } from "./cursor";

/** What arrived on a live subject: `tracked` with its position, `untracked` from a channel without persistence, a piece of a stream, or not an envelope. */
export type Arrival =
  | { kind: "tracked"; live: LiveMessage<DeliveredMessage> }
  | { kind: "delta"; message: DeliveredMessage }
  | { kind: "untracked"; message: DeliveredMessage }
  | { kind: "unreadable" };

/** Reads what JetStream republished (or Fanout handed on). Never throws. */
export function readArrival(place: Place, message: Msg): Arrival {
  let envelope: Envelope;
  try {
    envelope = message.json<Envelope>();
  } catch {
    return { kind: "unreadable" };
  }
  const sequence = Number(message.headers?.get(natsHeaders.sequence) || Number.NaN);
  if (!Number.isSafeInteger(sequence)) {
    return { kind: envelope.type === streamDeltaType ? "delta" : "untracked", message: { place, envelope } };
  }
  const previous = Number(message.headers?.get(natsHeaders.lastSequence) || sequence - 1);
  const storedAt = message.headers?.get(natsHeaders.timestamp);
  return {
    kind: "tracked",
    live: {
      message: { place, envelope, sequence, ...(storedAt ? { storedAt } : {}) },
      sequence,
      previous,
      bytes: message.data.length,
    },
  };
}
