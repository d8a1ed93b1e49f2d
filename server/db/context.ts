import type { Actor, Bus, Clock, Logger } from "@/server/kernel";
import type { Db } from "./client";

/** Where a request came in, for the audit log. */
export interface Origin {
  via: "console" | "gateway" | "nats" | "kubernetes";
  /** The network address of whoever asked, as far as it is known. */
  address?: string;
  /** The audit log has a row for this act already: what else it changes adds none. */
  isRecorded?: boolean;
}

/** What every service verb gets as its first argument: who asks, and the world it may touch. */
export interface ServiceContext {
  actor: Actor;
  /** Absent when a service acts by itself. */
  origin?: Origin;
  db: Db;
  clock: Clock;
  bus: Bus;
  log: Logger;
}
