import type { Msg, NatsConnection, QueuedIterator, Status } from "@nats-io/nats-core";
import type { AnnouncerOptions } from "./announcer";
import { type ClientEvent, readClientEvent } from "./client-event";
import { Presence } from "./presence";
import { readSnapshot } from "./snapshot";

export interface PresenceOptions extends AnnouncerOptions {
  /** A connection to the system account. */
  system: NatsConnection;
  /** How long somebody may be gone before it counts, so that a reload or a renewed credential shows nowhere; 2 s when absent. */
  graceMs?: number;
}

const graceMsDefault = 2_000;
const snapshotMs = 120_000;
const retryMs = 2_000;

/**
 * Keeps `Principal.connections` and `lastSeenAt` true and announces each change, for agents and people alike: from
 * nats-server's own events, and from a look at all connections at the start, after each reconnection and now and then.
 */
export async function startPresence(options: PresenceOptions): Promise<{ stop(): Promise<void> }> {
  const { system, log, graceMs = graceMsDefault } = options;
  let retry: NodeJS.Timeout | undefined;
  /** What happened since the snapshot that is being taken began; it may or may not be in it. */
  let meanwhile: ClientEvent[] | undefined;
  let isStopped = false;

  const lookLater = () => {
    clearTimeout(retry);
    retry = setTimeout(() => void lookAtAll(), retryMs);
  };
  const presence = new Presence({ ...options, graceMs, onLost: lookLater });

  async function lookAtAll(): Promise<void> {
    if (isStopped || meanwhile) return;
    meanwhile = [];
    try {
      const connections = await readSnapshot(system);
      if (!connections) throw new Error("no nats-server answered");
      presence.take({ kind: "snapshot", connections });
      for (const event of meanwhile) presence.take(event);
    } catch (error) {
      if (isStopped) return;
      log.warn({ err: error }, "the connections could not be listed; presence tries again");
      lookLater();
    } finally {
      meanwhile = undefined;
    }
  }

  const callback = (error: Error | null, message: Msg) => {
    const event = error ? undefined : readClientEvent(message);
    if (!event) return;
    meanwhile?.push(event);
    presence.take(event);
  };
  const subscriptions = ["CONNECT", "DISCONNECT"].map((what) =>
    system.subscribe(`$SYS.ACCOUNT.*.${what}`, { callback }),
  );
  const statuses = system.status() as QueuedIterator<Status>;
  void (async () => {
    for await (const { type } of statuses) if (type === "reconnect") void lookAtAll();
  })();
  const periodic = setInterval(() => void lookAtAll(), snapshotMs);
  await lookAtAll();
  await presence.settled();

  return {
    async stop() {
      isStopped = true;
      clearInterval(periodic);
      clearTimeout(retry);
      statuses.stop();
      if (!system.isClosed()) for (const subscription of subscriptions) subscription.unsubscribe();
      await presence.stop();
    },
  };
}
