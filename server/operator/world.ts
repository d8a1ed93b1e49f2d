import type { NatsConnection } from "@nats-io/nats-core";
import type { Db, ServiceContext } from "@/server/db";
import type { Bus, Clock, Logger } from "@/server/kernel";
import type { ChannelResource, Informer, Kubernetes, NamespaceResource, ThreadResource } from "@/server/kubernetes";
import type { SpaceConnections } from "@/server/nats";
import type { RevokedWatch } from "./revocations";
import type { EventRecorder, Metrics, Turns } from "./runtime";
import type { Streams } from "./streams";

/** What the operator is given. */
export interface OperatorOptions {
  db: Db;
  bus: Bus;
  log: Logger;
  clock: Clock;
  kube: Kubernetes;
  /** PARLEY_SECRET, which seals the keys of spaces. */
  secret: string;
  operatorSeed: string;
  /** The system account's connection. */
  system: NatsConnection;
  connections: SpaceConnections;
  /** How long an archived channel can be brought back before its messages are removed. */
  purgeDelayMs: number;
  /** How often everything is looked at again although nothing changed. Five minutes when absent. */
  resyncMs?: number;
  /** How often expired messages are removed from Postgres. One minute when absent. */
  sweepMs?: number;
  /** Namespace of the Lease; the pod's when absent, outside of a cluster `default`. */
  leaseNamespace?: string;
  /** How long a silent leader keeps the Lease. 15 s when absent. */
  leaseMs?: number;
}

/** What every controller works with while this process leads. */
export interface World extends OperatorOptions {
  /** For verbs of other services: the operator itself asks. */
  context: ServiceContext;
  namespaces: Informer<NamespaceResource>;
  channels: Informer<ChannelResource>;
  threads: Informer<ThreadResource>;
  streams: Streams;
  recorder: EventRecorder;
  metrics: Metrics;
  enqueue: Enqueue;
  /** Whoever pushes the account of a space is the only one. */
  accountTurns: Turns;
  revokedWatch: RevokedWatch;
}

/** Asks for another look; returns at once. */
export interface Enqueue {
  space(spaceId: string): void;
  /** NATS has to be told of revocations of the space. */
  account(spaceId: string): void;
  channel(spaceId: string, name: string): void;
  thread(spaceId: string, name: string): void;
  /** All channels and threads of a space. */
  resourcesOf(spaceId: string): void;
  /** All Thread resources of a channel. */
  threadsOf(spaceId: string, channel: string): void;
  /** The messages of one channel that its retention no longer covers. */
  expiry(channelKey: number): void;
  /** The live credentials of a space that open more than they may. */
  access(spaceId: string): void;
  /** Archived channels and threads whose time has come. */
  purge(): void;
}
