import { readFile } from "node:fs/promises";
import { connect, credsAuthenticator, jwtAuthenticator, type NatsConnection } from "@nats-io/transport-node";
import type { Logger } from "@/server/kernel";
import { createSeed, publicKeyOf } from "./keys";

interface ServiceConnection {
  natsUrl: string;
  name: string;
  /** Makes the JWT for the connection's own public key, at every (re)connection. */
  jwt: (publicKey: string) => string;
  log: Logger;
}

const reconnectWaitMs = 250;

/** A connection that lives as long as its process: it reconnects for ever, each time with a fresh JWT for a key it made itself. */
export async function connectService({ natsUrl, name, jwt, log }: ServiceConnection): Promise<NatsConnection> {
  const seed = createSeed("user");
  const publicKey = publicKeyOf(seed);
  const connection = await connect({
    servers: natsUrl.split(","),
    name,
    inboxPrefix: `_INBOX.${name}`,
    authenticator: jwtAuthenticator(() => jwt(publicKey), new TextEncoder().encode(seed)),
    maxReconnectAttempts: -1,
    reconnectTimeWait: reconnectWaitMs,
    reconnectJitter: reconnectWaitMs,
    ignoreAuthErrorAbort: true,
    waitOnFirstConnect: true,
  });
  void logStatus(connection, name, log);
  return connection;
}

/** A connection to the system account, from a credentials file. */
export async function connectSystem(options: {
  natsUrl: string;
  credsFile: string;
  log: Logger;
}): Promise<NatsConnection> {
  const connection = await connect({
    servers: options.natsUrl.split(","),
    name: "parley-system",
    authenticator: credsAuthenticator(await readFile(options.credsFile)),
    maxReconnectAttempts: -1,
    reconnectTimeWait: reconnectWaitMs,
    ignoreAuthErrorAbort: true,
    waitOnFirstConnect: true,
  });
  void logStatus(connection, "system", options.log);
  return connection;
}

async function logStatus(connection: NatsConnection, name: string, log: Logger): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === "disconnect") log.warn({ connection: name }, "NATS connection lost");
    else if (status.type === "reconnect") log.info({ connection: name }, "NATS connection is back");
    else if (status.type === "error") log.warn({ connection: name, reason: status.error.message }, "NATS refused");
  }
}
