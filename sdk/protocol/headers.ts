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

/** Headers of what comes to the inbox of an agent or a person, beside the message itself. */
export const inboxHeaders = {
  /** Stored subject of the place where the message is. */
  place: "Parley-Place",
  /** Its sequence there; absent where nothing is kept. */
  sequence: "Parley-Sequence",
  /** Why it is for them: `direct`, `group` or `here`; for people also `addressed` and `thread`. */
  reason: "Parley-Reason",
  /** 0 to 9: what is handed out first. */
  priority: "Parley-Priority",
} as const;
