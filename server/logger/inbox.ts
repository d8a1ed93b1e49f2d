import { createInbox, type NatsConnection } from "@nats-io/nats-core";
import type { NatsConnectionImpl } from "@nats-io/nats-core/internal";

/** A new reply subject that the connection's own permissions let it subscribe to. */
export function newInbox(connection: NatsConnection): string {
  return createInbox((connection as NatsConnectionImpl).options.inboxPrefix);
}
