import type { Db } from "@/server/db";
import type { Bus, Logger } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import { listLoggedSpaces } from "./repository";
import { startSpaceLogger } from "./space-logger";

export interface LoggerOptions {
  db: Db;
  bus: Bus;
  log: Logger;
  connections: SpaceConnections;
}

const rescanMs = 30_000;

/**
 * Stores the messages of every space, each exactly once, in order of arrival; spaces that come or go are noticed. Safe to
 * kill at any moment and to run more than once. Resolves when the spaces of now are being followed.
 */
export async function startLogger(options: LoggerOptions): Promise<{ stop(): Promise<void> }> {
  const { db, bus, log } = options;
  const running = new Map<string, ReturnType<typeof startSpaceLogger>>();
  let isStopped = false;

  const scan = async () => {
    if (isStopped) return;
    const spaces = new Set(await listLoggedSpaces(db));
    if (isStopped) return;
    for (const spaceId of spaces) {
      if (!running.has(spaceId)) running.set(spaceId, startSpaceLogger({ ...options, spaceId }));
    }
    for (const [spaceId, logger] of running) {
      if (spaces.has(spaceId)) continue;
      running.delete(spaceId);
      void logger.stop();
    }
  };
  let scanning: Promise<void> = Promise.resolve();
  const rescan = () => {
    scanning = scanning.then(scan).catch((error: unknown) => {
      log.warn({ err: error }, "the spaces could not be read; the next scan tries again");
    });
    return scanning;
  };

  const subscriptions = [bus.subscribe("spaces.changed", () => void rescan()), bus.onGap(() => void rescan())];
  const timer = setInterval(() => void rescan(), rescanMs);
  await rescan();
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      for (const end of subscriptions) end();
      await Promise.all([scanning, ...[...running.values()].map((logger) => logger.stop())]);
    },
  };
}
