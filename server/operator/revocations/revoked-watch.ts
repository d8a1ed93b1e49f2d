import type { NatsConnection, QueuedIterator, Status } from "@nats-io/nats-core";
import type { Db } from "@/server/db";
import { readClientEvent } from "@/server/events";
import type { Clock, Logger } from "@/server/kernel";
import { markSeen } from "./repository";

/**
 * Hears who connects to the spaces that have more revoked keys than their account can list, and has those listed again that
 * come back with such a key.
 */
export interface RevokedWatch {
  /** Says of a space whether it is one of them; true when it has just become one. */
  note(space: { account: string; spaceId: string; isOverfull: boolean }): boolean;
  stop(): Promise<void>;
}

const gatherMs = 100;

export function watchRevoked(options: {
  system: NatsConnection;
  db: Db;
  clock: Clock;
  log: Logger;
  /** The space's account has to be pushed: keys were marked, or may have been missed. */
  onOverdue(spaceId: string): void;
}): RevokedWatch {
  const { system, db, clock, log, onOverdue } = options;
  const spaces = new Map<string, string>();
  let arrived = new Map<string, Set<string>>();
  let timer: NodeJS.Timeout | undefined;
  let marking: Promise<void> = Promise.resolve();

  const subscription = system.subscribe("$SYS.ACCOUNT.*.CONNECT", {
    callback(error, message) {
      if (error || spaces.size === 0) return;
      const event = readClientEvent(message);
      const spaceId = event && spaces.get(event.account);
      if (spaceId === undefined) return;
      const keys = arrived.get(spaceId) ?? new Set();
      arrived.set(spaceId, keys.add(event?.publicKey ?? ""));
      timer ??= setTimeout(() => void flush(), gatherMs);
    },
  });

  const statuses = system.status() as QueuedIterator<Status>;
  void (async () => {
    for await (const { type } of statuses) if (type === "reconnect") startAnew();
  })();

  function startAnew(): void {
    const before = [...spaces.values()];
    spaces.clear();
    for (const spaceId of before) onOverdue(spaceId);
  }

  function flush(): Promise<void> {
    timer = undefined;
    const batch = arrived;
    arrived = new Map();
    marking = marking.then(async () => {
      for (const [spaceId, keys] of batch) await mark(spaceId, [...keys]);
    });
    return marking;
  }

  async function mark(spaceId: string, keys: string[]): Promise<void> {
    try {
      if ((await markSeen(db, spaceId, keys, clock.now())) > 0) onOverdue(spaceId);
    } catch (err) {
      log.error({ err, spaceId, keys: keys.length }, "who connected could not be held against the revoked keys");
    }
  }

  return {
    note({ account, spaceId, isOverfull }) {
      const isNew = isOverfull && !spaces.has(account);
      if (isOverfull) spaces.set(account, spaceId);
      else spaces.delete(account);
      return isNew;
    },
    async stop() {
      statuses.stop();
      if (!system.isClosed()) subscription.unsubscribe();
      clearTimeout(timer);
      await marking;
    },
  };
}
