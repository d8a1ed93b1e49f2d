import type { Place, Verdict } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import type { Bus, Clock, Logger } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import type { PermissionCache } from "@/server/policy";
import { Admission } from "./admission";
import { atMost } from "./at-most";
import { encodeBody } from "./encode-body";
import { createLanes, type Lanes } from "./lanes";
import { createMentionResolver } from "./mentions/resolver";
import { createRefusalLog } from "./refusal-log";
import { unavailable } from "./refusals";
import { refused } from "./verdicts";

export interface FanoutOptions {
  db: Db;
  bus: Bus;
  log: Logger;
  clock: Clock;
  connections: SpaceConnections;
  permissions: PermissionCache;
  /** How long the stream may take to answer before the verdict is `unavailable`; 10 s when absent. */
  storeTimeoutMs?: number;
  /** How often the list of spaces is read without being told that it changed; 15 s when absent. */
  refreshMs?: number;
}

export interface PublishRequest {
  spaceId: string;
  /** The proven sender. */
  principal: string;
  /** Without `isPrivate` the thread is found by its name, whichever kind it is. */
  place: Place;
  /** The message as sent, or as parsed JSON. */
  body: unknown;
  /** Where it came in, for the decision log, such as `gateway`. */
  via: string;
}

/** The only writer of channel subjects. */
export interface Fanout {
  /** The same steps as for a message that came over NATS. Always answers with a verdict; never throws. */
  publish(request: PublishRequest): Promise<Verdict>;
  /** Takes nothing new and waits a few seconds for the verdicts that are due. */
  stop(): Promise<void>;
}

// What one process holds at most, beyond which a message is refused as `unavailable`.
const heldMax = { messagesMax: 100_000, bytesMax: 268_435_456 };
const startWaitMs = 5_000;
const laneWaitMs = 2_000;

/** Takes messages of every active space from now on; resolves when the spaces that can be reached are being read. */
export async function startFanout(options: FanoutOptions): Promise<Fanout> {
  const refusalLog = createRefusalLog(options.log);
  const mentions = createMentionResolver(options);
  const { storeTimeoutMs = 10_000, refreshMs = 15_000, db, clock, permissions } = options;
  const lanes = createLanes({
    ...options,
    refreshMs,
    lane: { db, permissions, mentions, clock, refusalLog, storeTimeoutMs, admission: new Admission(heldMax) },
  });
  await lanes.refresh();
  await atMost(startWaitMs, lanes.opened());

  return {
    publish: (request) => publish(lanes, request),
    async stop() {
      await lanes.stop();
      mentions.close();
      refusalLog.close();
    },
  };
}

async function publish(lanes: Lanes, request: PublishRequest): Promise<Verdict> {
  const lane = await atMost(laneWaitMs, lanes.get(request.spaceId));
  if (!lane) return refused(unavailable("space.ready", "The space takes no messages at the moment."), undefined);
  const body = encodeBody(request.body);
  if (!(body instanceof Uint8Array)) return refused(body, undefined);
  return lane.publish(request.principal, request.place, request.via, body);
}
