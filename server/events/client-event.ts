import type { Msg } from "@nats-io/nats-core";
import { z } from "zod";

/** A connection as nats-server tells of it. */
export interface ServerConnection {
  /** `<server id>/<connection id>`. */
  id: string;
  /** Public key of the account, which is the space. */
  account: string;
  /** Public key of the user, which the credential was issued for. */
  publicKey: string;
}

/** `$SYS.ACCOUNT.<account>.CONNECT` and `.DISCONNECT` (docs.nats.io, "System events"); `user` is the JWT's subject. */
const clientEvent = z.object({
  server: z.object({ id: z.string() }),
  client: z.object({ id: z.number(), acc: z.string(), user: z.string().optional() }),
});

export type ClientEvent = { kind: "connected" | "disconnected" } & ServerConnection;

/** What a system event says; undefined when it is about something else than a client with a JWT. */
export function readClientEvent(message: Msg): ClientEvent | undefined {
  const parsed = clientEvent.safeParse(message.json());
  if (!parsed.success || parsed.data.client.user === undefined) return undefined;
  const { server, client } = parsed.data;
  const kind = message.subject.endsWith(".DISCONNECT") ? "disconnected" : "connected";
  return { kind, id: `${server.id}/${client.id}`, account: client.acc, publicKey: client.user ?? "" };
}
