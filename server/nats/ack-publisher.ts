import { type MsgHdrs, type NatsConnection, nuid, type Subscription } from "@nats-io/nats-core";
import { AppError } from "@/server/kernel";

/** What the stream said of a message. */
export interface StreamAck {
  sequence: number;
  /** The message id was seen inside the duplicate window; `sequence` is the first one's. */
  duplicate: boolean;
}

export type AckHandler = (error: AppError | undefined, ack: StreamAck | undefined) => void;

/**
 * Publishes to a stream and matches the acknowledgements itself, from one inbox subscription and a map: four times as
 * fast as a request for each message. After a reconnection everything unanswered is sent again, so give each message a
 * `Nats-Msg-Id`. Fails with UNAVAILABLE after the timeout or when too much is in flight, INTERNAL when the stream refuses.
 */
export interface AckPublisher {
  publish(subject: string, payload: Uint8Array | string, headers?: MsgHdrs): Promise<StreamAck>;
  /** The same without a promise, for hot paths. */
  send(subject: string, payload: Uint8Array | string, headers: MsgHdrs | undefined, handler: AckHandler): void;
  readonly inFlight: number;
  close(): void;
}

interface Pending {
  subject: string;
  payload: Uint8Array | string;
  headers: MsgHdrs | undefined;
  handler: AckHandler;
  deadline: number;
}

const sweepMs = 250;

export function createAckPublisher(
  connection: NatsConnection,
  options: { inFlightMax?: number; timeoutMs?: number; inboxPrefix: string },
): AckPublisher {
  const { inFlightMax = 20_000, timeoutMs = 10_000 } = options;
  const prefix = `${options.inboxPrefix}.${nuid.next()}.`;
  const pending = new Map<string, Pending>();
  let counter = 0;

  const subscription: Subscription = connection.subscribe(`${prefix}*`, {
    callback: (error, message) => {
      if (error) return;
      const key = message.subject.slice(prefix.length);
      const entry = pending.get(key);
      if (!entry) return;
      // "503 No responders": the stream is not there (yet); the sweep gives up on it, a reconnection sends it again.
      if (message.headers?.code === 503) return retryLater(key, entry);
      pending.delete(key);
      settle(entry, message.data);
    },
  });

  function retryLater(key: string, entry: Pending): void {
    setTimeout(() => {
      if (pending.get(key) === entry && !connection.isClosed()) transmit(key, entry);
    }, sweepMs).unref();
  }

  function transmit(key: string, entry: Pending): void {
    connection.publish(entry.subject, entry.payload, { reply: prefix + key, headers: entry.headers });
  }

  // Insertion order is deadline order, so the first one that is not due ends the sweep.
  const sweep = setInterval(() => {
    const now = Date.now();
    for (const [key, entry] of pending) {
      if (entry.deadline > now) break;
      pending.delete(key);
      entry.handler(unavailable("The message store did not answer in time.", "stream_timeout"), undefined);
    }
  }, sweepMs);
  sweep.unref();

  void (async () => {
    for await (const status of connection.status()) {
      if (status.type === "reconnect") for (const [key, entry] of pending) transmit(key, entry);
    }
  })();

  const publisher: AckPublisher = {
    get inFlight() {
      return pending.size;
    },
    send(subject, payload, headers, handler) {
      if (pending.size >= inFlightMax) {
        handler(unavailable("Too many messages are waiting to be stored.", "too_many_in_flight"), undefined);
        return;
      }
      counter += 1;
      const key = counter.toString(36);
      const entry: Pending = { subject, payload, headers, handler, deadline: Date.now() + timeoutMs };
      pending.set(key, entry);
      try {
        transmit(key, entry);
      } catch (cause) {
        pending.delete(key);
        handler(
          new AppError("UNAVAILABLE", "The connection to NATS is closed.", { reason: "nats_closed", cause }),
          undefined,
        );
      }
    },
    publish(subject, payload, headers) {
      return new Promise((resolve, reject) => {
        publisher.send(subject, payload, headers, (error, ack) => (ack ? resolve(ack) : reject(error)));
      });
    },
    close() {
      clearInterval(sweep);
      subscription.unsubscribe();
      for (const entry of pending.values())
        entry.handler(unavailable("The publisher was stopped.", "stopped"), undefined);
      pending.clear();
    },
  };
  return publisher;
}

function unavailable(message: string, reason: string): AppError {
  return new AppError("UNAVAILABLE", message, { reason });
}

interface PublishAnswer {
  seq?: number;
  duplicate?: boolean;
  error?: { code: number; err_code?: number; description: string };
}

const decoder = new TextDecoder();

function settle(entry: Pending, data: Uint8Array): void {
  let answer: PublishAnswer;
  try {
    answer = JSON.parse(decoder.decode(data)) as PublishAnswer;
  } catch (cause) {
    entry.handler(new AppError("INTERNAL", "The message store gave an unreadable answer.", { cause }), undefined);
    return;
  }
  if (answer.seq) {
    entry.handler(undefined, { sequence: answer.seq, duplicate: answer.duplicate === true });
    return;
  }
  entry.handler(
    new AppError("INTERNAL", "The message store refused the message.", {
      reason: "stream_refused",
      detail: { ...answer.error },
    }),
    undefined,
  );
}
