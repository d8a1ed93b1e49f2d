import { agentStatusSubject, type PresenceEvent } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import type { Bus, Clock, Logger } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import type { Attendee } from "./attendance";
import { saveCounts } from "./repository";

export interface AnnouncerOptions {
  db: Db;
  bus: Bus;
  clock: Clock;
  log: Logger;
  connections: SpaceConnections;
}

/** Writes numbers of connections down and tells everybody: the space's readers, and the processes of the installation. */
export async function announce(
  { db, bus, clock, log, connections }: AnnouncerOptions,
  changes: readonly (Attendee & { connections: number })[],
): Promise<void> {
  const now = clock.now();
  await saveCounts(db, changes, now);
  for (const { spaceId, id: principal, connections: count } of changes) {
    const status = count > 0 ? "online" : "offline";
    const event: PresenceEvent = { principal, status, connections: count, at: now.toISOString() };
    bus.publish("presence.changed", { spaceId, principal, connections: count });
    connections
      .get(spaceId)
      .then((connection) => connection.publish(agentStatusSubject(principal), JSON.stringify(event)))
      .catch((error: unknown) =>
        log.warn({ err: error, spaceId }, "a change of presence could not be told to the space"),
      );
  }
}
