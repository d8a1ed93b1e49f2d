import type { Db } from "@/server/db";
import type { Fanout } from "@/server/fanout";
import type { Bus, Clock, Logger } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";

export interface GatewayOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  db: Db;
  bus: Bus;
  log: Logger;
  clock: Clock;
  connections: SpaceConnections;
  fanout: Fanout;
  /** Opens the spaces' signing keys. */
  secret: string;
  credentialTtlMs: number;
  /** Where the credentials are good for. */
  servers: { nats: string[]; websocket: string[] };
}
