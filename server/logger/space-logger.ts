import type { NatsConnection } from "@nats-io/nats-core";
import type { Db } from "@/server/db";
import type { Bus, Logger } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import { createClaimTracker } from "./claim";
import { ensureConsumer } from "./consumer";
import type { Delivery } from "./delivery";
import { fillHole } from "./fill-hole";
import { orAborted, pauseAfter } from "./pause";
import { openPull, type Pull } from "./pull";
import { ensurePosition, readPosition } from "./repository";
import { storeEntries } from "./store";

export interface SpaceLoggerOptions {
  db: Db;
  bus: Bus;
  log: Logger;
  connections: SpaceConnections;
  spaceId: string;
}

/**
 * Stores every message of one space's stream, for as long as it runs: whatever fails is tried again with growing pauses,
 * from what the database says is stored. `stop` ends after the batch at hand.
 */
export function startSpaceLogger(options: SpaceLoggerOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let pull: Pull | undefined;
  const done = (async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const connection = await orAborted(stopping.signal, options.connections.get(options.spaceId));
        await catchUp(options, connection, stopping.signal);
        failures = 0;
        pull = openPull(connection);
        await follow(options, connection, pull, stopping.signal);
      } catch (error) {
        failures += 1;
        if (stopping.signal.aborted) return;
        options.log.warn(
          { spaceId: options.spaceId, err: error, failures },
          "the logger could not go on; it tries again",
        );
        await pauseAfter(failures, stopping.signal);
      } finally {
        pull?.close();
        pull = undefined;
      }
    }
  })();
  return {
    stop() {
      stopping.abort();
      pull?.close();
      return done;
    },
  };
}

/** What the consumer has given out to anybody is stored afterwards; the rest it gives out to us. */
async function catchUp(options: SpaceLoggerOptions, connection: NatsConnection, signal: AbortSignal): Promise<void> {
  const { db, bus, log, spaceId } = options;
  const position = await ensurePosition(db, spaceId);
  const { delivered, streamEnd } = await orAborted(signal, ensureConsumer(connection, position));
  if (streamEnd < position) {
    // Its next messages take sequences that are in use: the stream was made anew or restored, which people have to sort out.
    log.error({ spaceId, streamEnd, position }, "the stream is shorter than what was stored of it");
  }
  const reached = await fillHole({ db, bus, spaceId, log, connection, signal }, Math.min(delivered, streamEnd));
  if (reached > position) bus.publish("messages.stored", { spaceId, sequence: reached });
}

async function follow(
  options: SpaceLoggerOptions,
  connection: NatsConnection,
  pull: Pull,
  signal: AbortSignal,
): Promise<void> {
  const { db, bus, log, spaceId } = options;
  const tracker = createClaimTracker();
  while (!signal.aborted) {
    const batch = await pull.take();
    if (batch.length === 0) continue;
    const claim = tracker.claimOf(batch);
    let position = await storeEntries({ db, bus, spaceId, log, connection }, batch, claim);
    acknowledge(batch);
    if (position === undefined && claim && (await readPosition(db, spaceId)) < claim.through) {
      await fillHole({ db, bus, spaceId, log, connection, signal }, claim.from);
      // Once more with all of it: what it redacts may have been in the hole.
      position = await storeEntries({ db, bus, spaceId, log, connection }, batch, claim);
    }
    if (position !== undefined) bus.publish("messages.stored", { spaceId, sequence: position });
  }
}

function acknowledge(batch: readonly Delivery[]): void {
  for (const delivery of batch) delivery.acknowledge();
}
