/** NATS headers that JetStream sets or reads (docs.nats.io, "Headers"). */
export const natsHeaders = {
  messageId: "Nats-Msg-Id",
  ttl: "Nats-TTL",
  sequence: "Nats-Sequence",
  /** Sequence of the message before this one **on the same subject**; 0 when there is none. */
  lastSequence: "Nats-Last-Sequence",
  timestamp: "Nats-Time-Stamp",
  subject: "Nats-Subject",
} as const;
