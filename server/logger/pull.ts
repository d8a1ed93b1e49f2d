import { type Msg, type NatsConnection, nanos, type QueuedIterator, type Status } from "@nats-io/nats-core";
import { channelsStream } from "@/sdk/protocol";
import { AppError } from "@/server/kernel";
import { durableName } from "./consumer";
import { type Delivery, parseAckSubject } from "./delivery";
import { newInbox } from "./inbox";

/** Deliveries of the durable consumer, in order, as they come. */
export interface Pull {
  /**
   * What has arrived, waiting for the first one for as long as it takes; empty only after `close`. Rejects with
   * UNAVAILABLE when the consumer is gone or JetStream is: the pull is then closed.
   */
  take(): Promise<Delivery[]>;
  close(): void;
}

const requestEntriesMax = 5_000;
const requestBytesMax = 8 * 1_048_576;
const requestLifeMs = 20_000;
const heartbeatMs = 5_000;
const silenceMaxMs = 2 * heartbeatMs + 1_000;
/** How long the first arrival waits for company: a batch costs one commit, whatever its size. */
const lingerMs = 15;
const plenty = 1_000;

const heartbeat = 100;
/** The request ended as agreed: nothing to give, its life is over, or its bytes are used up. */
const endsOfRequest = new Set([404, 408, 409]);

/**
 * Pulls from the durable consumer. One request is open at a time and a new one is made only when the last one's
 * messages were taken, which bounds memory to two requests' worth whatever the reader does.
 */
export function openPull(connection: NatsConnection): Pull {
  const inbox = newInbox(connection);
  const acknowledgement = new TextEncoder().encode("+ACK");
  let arrived: Delivery[] = [];
  let request = 0;
  let remaining = 0;
  let failure: AppError | undefined;
  let isClosed = false;
  let wake: (() => void) | undefined;

  const watchdog = setTimeout(() => endRequest(), silenceMaxMs);
  const statuses = connection.status() as QueuedIterator<Status>;
  const subscription = connection.subscribe(`${inbox}.*`, {
    callback: (error, message) => (error ? fail("consumer_refused", error) : receive(message)),
  });
  void (async () => {
    for await (const { type } of statuses) if (type === "reconnect") endRequest();
  })();

  function receive(message: Msg): void {
    watchdog.refresh();
    const place = message.reply === undefined ? undefined : parseAckSubject(message.reply);
    if (place) {
      const { subject, data } = message;
      arrived.push({ ...place, subject, data, acknowledge: () => void message.respond(acknowledgement) });
      remaining -= 1;
      if (remaining <= 0 || arrived.length === 1 || arrived.length === plenty) wake?.();
      return;
    }
    const code = message.headers?.code ?? 0;
    if (code === heartbeat || message.subject !== `${inbox}.${request}`) return;
    const description = message.headers?.description ?? "";
    if (endsOfRequest.has(code) && !/deleted/i.test(description)) endRequest();
    else fail("consumer_gone", description);
  }

  function endRequest(): void {
    remaining = 0;
    wake?.();
  }

  function fail(reason: string, cause: unknown): void {
    failure ??= new AppError("UNAVAILABLE", "The logger's consumer does not answer.", { reason, cause });
    wake?.();
  }

  function ask(): void {
    request += 1;
    remaining = requestEntriesMax;
    watchdog.refresh();
    const options = {
      batch: requestEntriesMax,
      max_bytes: requestBytesMax,
      expires: nanos(requestLifeMs),
      idle_heartbeat: nanos(heartbeatMs),
    };
    connection.publish(`$JS.API.CONSUMER.MSG.NEXT.${channelsStream}.${durableName}`, JSON.stringify(options), {
      reply: `${inbox}.${request}`,
    });
  }

  const somethingHappens = (withinMs?: number) =>
    new Promise<void>((resolve) => {
      const timer = withinMs === undefined ? undefined : setTimeout(() => wake?.(), withinMs);
      wake = () => {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      };
    });

  const pull: Pull = {
    async take() {
      while (arrived.length === 0 && !isClosed) {
        if (failure) {
          pull.close();
          throw failure;
        }
        if (connection.isClosed()) fail("nats_closed", undefined);
        else if (remaining <= 0) ask();
        if (!failure) await somethingHappens();
      }
      if (remaining > 0 && arrived.length < plenty && !isClosed && !failure) await somethingHappens(lingerMs);
      const taken = arrived;
      arrived = [];
      if (remaining <= 0 && !isClosed && !failure && !connection.isClosed()) ask();
      return taken;
    },
    close() {
      isClosed = true;
      clearTimeout(watchdog);
      statuses.stop();
      if (!connection.isClosed()) subscription.unsubscribe();
      wake?.();
    },
  };
  return pull;
}
