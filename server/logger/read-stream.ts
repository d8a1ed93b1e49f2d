import type { Msg, NatsConnection } from "@nats-io/nats-core";
import { channelsStream, natsHeaders } from "@/sdk/protocol";
import { AppError } from "@/server/kernel";
import { newInbox } from "./inbox";
import type { StreamEntry } from "./stream-entry";

export interface StreamRange {
  /** One stored subject, or `channels.>` for all. */
  subject: string;
  /** Exclusive. */
  after: number;
  /** Inclusive; to the stream's end when absent. */
  through?: number;
  countMax: number;
  /** Reading stops with the entry that exceeds it. */
  bytesMax: number;
}

export interface StreamReading {
  /** Ascending, and without a hole among the entries of the subject. */
  entries: StreamEntry[];
  /** The range has no further entry; false when a limit ended the reading. */
  isComplete: boolean;
}

const requestEntriesMax = 512;
const answerTimeoutMs = 5_000;

/** Reads stored messages straight from the stream, by subject and position. Throws UNAVAILABLE when JetStream does not answer. */
export async function readStream(connection: NatsConnection, range: StreamRange): Promise<StreamReading> {
  const { after, through = Number.MAX_SAFE_INTEGER, countMax, bytesMax } = range;
  const entries: StreamEntry[] = [];
  let bytes = 0;
  let reached = after;
  while (reached < through) {
    if (entries.length >= countMax || bytes > bytesMax) return { entries, isComplete: false };
    const answer = await requestBatch(connection, {
      seq: reached + 1,
      next_by_subj: range.subject,
      batch: Math.min(countMax - entries.length, requestEntriesMax),
      max_bytes: Math.max(bytesMax - bytes, 1),
    });
    for (const entry of answer.entries) {
      if (entry.sequence > through) return { entries, isComplete: true };
      if (bytes > bytesMax) return { entries, isComplete: false };
      entries.push(entry);
      bytes += entry.data.length;
      reached = entry.sequence;
    }
    if (!answer.hasMore || answer.entries.length === 0) break;
  }
  return { entries, isComplete: true };
}

/** Request of `$JS.API.DIRECT.GET.<stream>` (NATS ADR-31, "JetStream Direct Get"). */
interface BatchRequest {
  seq: number;
  next_by_subj: string;
  batch: number;
  max_bytes: number;
}

const endOfBatch = 204;
const notFound = 404;

function requestBatch(
  connection: NatsConnection,
  request: BatchRequest,
): Promise<{ entries: StreamEntry[]; hasMore: boolean }> {
  return new Promise((resolve, reject) => {
    const entries: StreamEntry[] = [];
    const inbox = newInbox(connection);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      subscription.unsubscribe();
      settle();
    };
    const fail = (reason: string, cause?: unknown) =>
      finish(() => reject(new AppError("UNAVAILABLE", "The message store does not answer.", { reason, cause })));
    const timer = setTimeout(fail, answerTimeoutMs, "stream_timeout");
    const subscription = connection.subscribe(inbox, {
      callback(error, message) {
        if (error) return fail("stream_refused", error);
        const code = message.headers?.code ?? 0;
        if (code === endOfBatch) return finish(() => resolve({ entries, hasMore: pendingOf(message) > 0 }));
        if (code === notFound) return finish(() => resolve({ entries, hasMore: false }));
        if (code !== 0) return fail("stream_refused", message.headers?.description);
        const entry = entryOf(message);
        if (!entry) return fail("stream_unreadable");
        entries.push(entry);
        timer.refresh();
      },
    });
    try {
      connection.publish(`$JS.API.DIRECT.GET.${channelsStream}`, JSON.stringify(request), { reply: inbox });
    } catch (cause) {
      fail("nats_closed", cause);
    }
  });
}

function pendingOf(message: Msg): number {
  return Number(message.headers?.get("Nats-Num-Pending") ?? 0);
}

function entryOf(message: Msg): StreamEntry | undefined {
  const { headers } = message;
  const sequence = Number(headers?.last(natsHeaders.sequence));
  const storedAt = new Date(headers?.last(natsHeaders.timestamp) ?? "");
  const subject = headers?.last(natsHeaders.subject);
  if (!sequence || !subject || Number.isNaN(storedAt.getTime())) return undefined;
  return { sequence, subject, storedAt, data: message.data };
}
