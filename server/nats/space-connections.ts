import type { NatsConnection } from "@nats-io/nats-core";
import { inboxPrefix } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import type { Logger } from "@/server/kernel";
import { connectService } from "./connect";
import { loadSpaceKeys } from "./space-keys";
import { encodeUserJwt } from "./user-jwt";

/** One NATS connection for each space a process works in, with the `service` scope. */
export interface SpaceConnections {
  /** The prefix of the inboxes its connections may subscribe to. */
  readonly inboxPrefix: string;
  /** The space's connection, made on first use. Throws like `loadSpaceKeys`. */
  get(spaceId: string): Promise<NatsConnection>;
  close(): Promise<void>;
}

const jwtLifeMs = 7 * 86_400_000;

export function createSpaceConnections(options: {
  db: Db;
  secret: string;
  natsUrl: string;
  /** The service's name; its replies arrive under `_INBOX.service:<name>`. */
  name: string;
  log: Logger;
}): SpaceConnections {
  const open = new Map<string, Promise<NatsConnection>>();
  // No principal's id has a colon: one that is called like the service must not share its inboxes, and so its replies.
  const identity = `service:${options.name}`;

  async function connectSpace(spaceId: string): Promise<NatsConnection> {
    const keys = await loadSpaceKeys(options.db, options.secret, spaceId);
    const connection = await connectService({
      natsUrl: options.natsUrl,
      name: identity,
      log: options.log.child({ spaceId }),
      jwt: (publicKey) =>
        encodeUserJwt({
          scope: "service",
          name: identity,
          publicKey,
          keys,
          expiresAt: new Date(Date.now() + jwtLifeMs),
        }),
    });
    void connection.closed().then(() => open.delete(spaceId));
    return connection;
  }

  return {
    inboxPrefix: inboxPrefix(identity),
    get(spaceId) {
      const known = open.get(spaceId);
      if (known) return known;
      const made = connectSpace(spaceId);
      open.set(spaceId, made);
      made.catch(() => open.delete(spaceId));
      return made;
    },
    async close() {
      const connections = await Promise.allSettled(open.values());
      await Promise.all(
        connections.map((result) => (result.status === "fulfilled" ? result.value.close() : undefined)),
      );
    },
  };
}
