import type { StreamEntry } from "./stream-entry";

/** An entry as the durable consumer hands it out. */
export interface Delivery extends StreamEntry {
  /** Position in the consumer's deliveries, repeated ones included: 1, 2, 3 … without a hole. */
  deliverySequence: number;
  isRedelivered: boolean;
  /** Tells the consumer that the entry is kept and must not come again. */
  acknowledge(): void;
}

const tokensOfOldForm = 9;

/**
 * What the reply subject of a delivered message says of it (docs.nats.io, "JetStream wire API reference"):
 * `$JS.ACK.<stream>.<consumer>.<deliveries>.<stream sequence>.<delivery sequence>.<time in ns>.<pending>`, or with domain
 * and account hash after `ACK`. Undefined when it is something else.
 */
export function parseAckSubject(
  reply: string,
): Pick<Delivery, "sequence" | "deliverySequence" | "isRedelivered" | "storedAt"> | undefined {
  const tokens = reply.split(".");
  if (tokens[0] !== "$JS" || tokens[1] !== "ACK" || tokens.length < tokensOfOldForm) return undefined;
  const first = tokens.length === tokensOfOldForm ? 4 : 6;
  const [deliveries, sequence, deliverySequence] = tokens.slice(first, first + 3).map(Number);
  // Nanoseconds are more than a number holds exactly; without their last six digits they are milliseconds.
  const milliseconds = Number(tokens[first + 3]?.slice(0, -6));
  if (!deliveries || !sequence || !deliverySequence || !milliseconds) return undefined;
  return {
    sequence,
    deliverySequence,
    isRedelivered: deliveries > 1,
    storedAt: new Date(milliseconds),
  };
}
