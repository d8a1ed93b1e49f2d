import type { Actor, Bus, Clock, Logger } from "@/server/kernel";
import type { Db } from "./client";

/** What every service verb gets as its first argument: who asks, and the world it may touch. */
export interface ServiceContext {
  actor: Actor;
  db: Db;
  clock: Clock;
  bus: Bus;
  log: Logger;
}
