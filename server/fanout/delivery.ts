import { headers, type MsgHdrs, type NatsConnection } from "@nats-io/nats-core";
import { type AcceptedVerdict, type Envelope, natsHeaders } from "@/sdk/protocol";
import type { AppError, Logger } from "@/server/kernel";
import type { Target } from "./arrival";
import { internalFailure, type Refusal, reusedId, unavailable } from "./refusals";
import type { Store } from "./store";

type Outcome = (result: AcceptedVerdict | { refusal: Refusal }) => void;

/** Brings an envelope to its readers: through the stream, or directly where the channel keeps nothing. */
export interface Delivery {
  /** Calls back once. Accepted means that the stream has it or, on a channel without persistence, that it was sent. */
  deliver(target: Target, envelope: Envelope, payload: Uint8Array, outcome: Outcome): void;
}

export interface DeliveryOptions {
  connection: NatsConnection;
  store: Store;
  /** Whether the message stored under this sequence is the sender's own on that subject, or has gone. */
  isOwnMessage: (sequence: number, subject: string, source: string) => Promise<boolean>;
  log: Logger;
}

export function createDelivery({ connection, store, isOwnMessage, log }: DeliveryOptions): Delivery {
  /** The stream knows the id: the sender's second try, or somebody else's message that must not pass for this one. */
  async function resolveDuplicate(stored: string, { id, source }: Envelope, sequence: number, outcome: Outcome) {
    try {
      const isOwn = await isOwnMessage(sequence, stored, source);
      outcome(isOwn ? { verdict: "accepted", id, sequence, duplicate: true } : { refusal: reusedId(id) });
    } catch (err) {
      log.warn({ err, id, sequence }, "a duplicate could not be looked up");
      outcome({ refusal: unavailable("stream.available", "The message store does not answer.") });
    }
  }

  return {
    deliver(target, envelope, payload, outcome) {
      const { id } = envelope;
      if (!target.isPersistent) {
        connection.publish(target.live, payload);
        outcome({ verdict: "accepted", id });
        return;
      }
      store.put(target.stored, payload, headersOf(id, target.ttl), (error, ack) => {
        if (!ack) outcome({ refusal: refusalOf(error, log) });
        else if (ack.duplicate) void resolveDuplicate(target.stored, envelope, ack.sequence, outcome);
        else outcome({ verdict: "accepted", id, sequence: ack.sequence });
      });
    },
  };
}

function headersOf(id: string, ttl: string | undefined): MsgHdrs {
  const made = headers();
  made.append(natsHeaders.messageId, id);
  if (ttl !== undefined) made.append(natsHeaders.ttl, ttl);
  return made;
}

const tooManyRequests = 429;
const serverFaultMin = 500;

function refusalOf(error: AppError | undefined, log: Logger): Refusal {
  if (error?.code === "UNAVAILABLE") return unavailable("stream.available", error.message);
  log.error({ err: error, detail: error?.detail }, "the stream refused a message");
  const code = Number(error?.detail["code"]);
  const isPassing = code === tooManyRequests || code >= serverFaultMin;
  return isPassing ? unavailable("stream.capacity", "The message store has no room at the moment.") : internalFailure;
}
