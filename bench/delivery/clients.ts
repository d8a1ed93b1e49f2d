import { jwtAuthenticator, type NatsConnection, wsconnect } from "@nats-io/nats-core";
import { channelTag, inboxPrefix } from "@/sdk/protocol";
import { createSeed, encodeUserJwt, publicKeyOf } from "@/server/nats";
import { connectPrincipal } from "@/server/testing/client";
import type { BenchWorld } from "../world";

export interface Clients {
  /** A sending agent, over TCP. */
  agent: NatsConnection;
  /** A person's browser side: WebSocket. */
  reader: NatsConnection;
  /** May publish to the stream and to live subjects itself: what the references need. */
  service: NatsConnection;
}

export const agentName = "agent";
const readerName = "reader";
const lifeMs = 600_000;

export async function connectClients(world: BenchWorld, channels: readonly string[]): Promise<Clients> {
  const { connection: agent } = await connectPrincipal({ natsUrl: world.natsUrl, keys: world.keys, name: agentName });
  const { connection: service } = await connectPrincipal({
    natsUrl: world.natsUrl,
    keys: world.keys,
    name: "plain",
    scope: "service",
  });
  const seed = createSeed("user");
  const jwt = encodeUserJwt({
    scope: "person",
    name: readerName,
    publicKey: publicKeyOf(seed),
    keys: world.keys,
    tags: channels.map(channelTag),
    expiresAt: new Date(Date.now() + lifeMs),
  });
  const reader = await wsconnect({
    servers: world.natsWsUrl,
    inboxPrefix: inboxPrefix(readerName),
    authenticator: jwtAuthenticator(jwt, new TextEncoder().encode(seed)),
    reconnect: false,
  });
  return { agent, reader, service };
}
