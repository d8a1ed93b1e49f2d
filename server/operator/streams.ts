import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { channelsStream } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import { AppError, type Logger } from "@/server/kernel";
import { readLastSequence } from "@/server/logger";
import { ensureChannelsStream, type SpaceConnections } from "@/server/nats";
import type { Finding } from "./runtime";

/** What the operator does with the stream of a space. Everything fails with UNAVAILABLE in bounded time when NATS does not answer. */
export interface Streams {
  /** The space's stream exists with our settings; what is wrong otherwise. Looks at NATS at most once in a while for each space. */
  check(spaceId: string): Promise<Finding | undefined>;
  /** The lowest sequence whose message is not older than `time`: everything below it is. */
  firstSequenceSince(spaceId: string, time: Date): Promise<number>;
  /** The sequence the next message will have, or a lower one. */
  nextSequence(spaceId: string): Promise<number>;
  /** Removes the messages below `before` whose subject matches `filter`; how many they were. */
  purge(spaceId: string, filter: string, before: number): Promise<number>;
}

const connectTimeoutMs = 5_000;
const freshMs = 60_000;
const failureFreshMs = 2_000;

export function createStreams(options: { db: Db; connections: SpaceConnections; log: Logger }): Streams {
  const { db, connections, log } = options;
  const checks = new Map<string, { until: number; result: Promise<Finding | undefined> }>();

  async function manager(spaceId: string) {
    return jetstreamManager(await inTime(connections.get(spaceId)), { timeout: connectTimeoutMs });
  }

  async function look(spaceId: string): Promise<Finding | undefined> {
    try {
      await ensureChannelsStream(await inTime(connections.get(spaceId)), () => readLastSequence(db, spaceId));
      return undefined;
    } catch (error) {
      log.warn({ err: error, spaceId }, "the stream is not ready");
      return {
        reason: "StreamUnavailable",
        message: "NATS does not serve this space's stream right now; it is tried again.",
      };
    }
  }

  async function nextSequence(spaceId: string): Promise<number> {
    const info = await (await manager(spaceId)).streams.info(channelsStream);
    return info.state.last_seq + 1;
  }

  return {
    check(spaceId) {
      const known = checks.get(spaceId);
      if (known !== undefined && performance.now() < known.until) return known.result;
      const check = { until: performance.now() + freshMs, result: look(spaceId) };
      checks.set(spaceId, check);
      void check.result.then((finding) => {
        if (finding !== undefined) check.until = performance.now() + failureFreshMs;
      });
      return check.result;
    },
    async firstSequenceSince(spaceId, time) {
      const jsm = await manager(spaceId);
      const next = await nextSequence(spaceId);
      const first = await jsm.direct.getMessage(channelsStream, { start_time: time.toISOString() });
      return first === null ? next : Math.min(first.seq, next);
    },
    nextSequence,
    async purge(spaceId, filter, before) {
      const answer = await (await manager(spaceId)).streams.purge(channelsStream, { filter, seq: before });
      return answer.purged;
    },
  };
}

async function inTime(connection: Promise<NatsConnection>): Promise<NatsConnection> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new AppError("UNAVAILABLE", "NATS did not answer in time.", { reason: "nats_timeout" })),
      connectTimeoutMs,
    );
  });
  try {
    return await Promise.race([connection, late]);
  } finally {
    clearTimeout(timer);
  }
}
