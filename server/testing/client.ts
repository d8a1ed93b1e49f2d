import { connect, jwtAuthenticator, type NatsConnection } from "@nats-io/transport-node";
import { createSeed, encodeUserJwt, publicKeyOf, type Scope, type SpaceKeys } from "@/server/nats";

interface PlainClient {
  connection: NatsConnection;
  publicKey: string;
}

const lifeMs = 600_000;
const reconnectWaitMs = 100;

/** A plain NATS client of one principal, with a key it made and a credential for `tags`; it reconnects only when asked to. */
export async function connectPrincipal(options: {
  natsUrl: string;
  keys: SpaceKeys;
  name: string;
  scope?: Scope;
  tags?: string[];
  /** Tries for ever, every 100 ms. */
  reconnect?: boolean;
}): Promise<PlainClient> {
  const seed = createSeed("user");
  const publicKey = publicKeyOf(seed);
  const jwt = encodeUserJwt({
    scope: options.scope ?? "agent",
    name: options.name,
    publicKey,
    keys: options.keys,
    tags: options.tags,
    expiresAt: new Date(Date.now() + lifeMs),
  });
  const connection = await connect({
    servers: options.natsUrl,
    inboxPrefix: `_INBOX.${options.name}`,
    authenticator: jwtAuthenticator(jwt, new TextEncoder().encode(seed)),
    reconnect: options.reconnect ?? false,
    maxReconnectAttempts: -1,
    reconnectTimeWait: reconnectWaitMs,
  });
  return { connection, publicKey };
}
