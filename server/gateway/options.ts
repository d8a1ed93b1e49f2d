import type { AttachmentLimits } from "@/server/attachments";
import type { Db } from "@/server/db";
import type { Fanout } from "@/server/fanout";
import type { Bus, Clock, IsTrustedProxy, Logger } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import type { BrakeLimits } from "@/server/policy";

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
  /** Opens the spaces' signing keys and authenticates challenges and session tokens. */
  secret: string;
  credentialTtlMs: number;
  /** Where the credentials are good for. */
  servers: { nats: string[]; websocket: string[] };
  /** Whose `X-Forwarded-For` is believed; nobody's when absent. */
  isTrustedProxy?: IsTrustedProxy;
  /** 12,000 of one caller and 60,000 of one address when absent. */
  requestsPerMinute?: { perCaller: number; perAddress: number };
  /** Those of the environment when absent. */
  attachmentLimits?: AttachmentLimits;
  /** Wrong proofs a minute before they are slowed. */
  wrongProofs?: BrakeLimits;
}
