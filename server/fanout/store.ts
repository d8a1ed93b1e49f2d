import type { MsgHdrs } from "@nats-io/nats-core";
import { AppError } from "@/server/kernel";
import type { AckHandler, AckPublisher } from "@/server/nats";

/** The way into the stream: at most so many unanswered at a time, the rest wait their turn, in order, for a bounded time. */
export interface Store {
  put(subject: string, payload: Uint8Array, headers: MsgHdrs, handler: AckHandler): void;
  close(): void;
}

interface Entry {
  subject: string;
  payload: Uint8Array;
  headers: MsgHdrs;
  handler: AckHandler;
  deadline: number;
}

const sweepMs = 250;

/** The stream's server takes 10,000 unprocessed messages before it drops some, and several Fanouts share it. */
export const inFlightMax = 2_000;

export function createStore(publisher: AckPublisher, options: { waitMaxMs: number }): Store {
  let queue: Entry[] = [];
  let head = 0;
  let isPumping = false;

  function transmit(subject: string, payload: Uint8Array, headers: MsgHdrs, handler: AckHandler): void {
    publisher.send(subject, payload, headers, (error, ack) => {
      handler(error, ack);
      if (head < queue.length) pump();
    });
  }

  function pump(): void {
    // A closed connection answers at once, from inside the loop.
    if (isPumping) return;
    isPumping = true;
    while (head < queue.length && publisher.inFlight < inFlightMax) {
      const entry = queue[head++];
      if (entry) transmit(entry.subject, entry.payload, entry.headers, entry.handler);
    }
    isPumping = false;
    if (head === queue.length) {
      queue = [];
      head = 0;
    } else if (head >= inFlightMax) {
      queue.splice(0, head);
      head = 0;
    }
  }

  function giveUp(isDue: (entry: Entry) => boolean): void {
    for (let entry = queue[head]; entry && isDue(entry); entry = queue[head]) {
      head += 1;
      entry.handler(new AppError("UNAVAILABLE", "The message store does not answer.", { reason: "queue" }), undefined);
    }
  }

  const sweep = setInterval(() => {
    const now = Date.now();
    giveUp((entry) => entry.deadline <= now);
    pump();
  }, sweepMs);
  sweep.unref();

  return {
    put(subject, payload, headers, handler) {
      if (head === queue.length && publisher.inFlight < inFlightMax) {
        transmit(subject, payload, headers, handler);
      } else {
        queue.push({ subject, payload, headers, handler, deadline: Date.now() + options.waitMaxMs });
      }
    },
    close() {
      clearInterval(sweep);
      giveUp(() => true);
    },
  };
}
