import type { NatsConnection } from "@nats-io/nats-core";
import { envelopeOf, readStream, type StreamEntry } from "@/server/logger";
import type { HistoryRow, Limits, Source, Stretch } from "./source";

export interface StreamTail {
  subject: string;
  /** Only above this sequence. */
  after: number;
  /** Only up to this sequence. */
  through: number;
  /** Only what was stored since; its channel keeps nothing older. */
  storedSince: Date | undefined;
}

const firstWindow = 64;
const windowMin = 16;
const windowGrowthMax = 4;

/**
 * What the stream holds of one subject between two sequences: the tail that the logger has not stored yet. The stream
 * reads forwards only, so reading backwards goes by windows of sequences from the end, each as wide as the ones before
 * suggest.
 */
export function createStreamSource(connection: NatsConnection, tail: StreamTail): Source {
  const { subject, storedSince } = tail;
  const rowsOf = (entries: readonly StreamEntry[]): HistoryRow[] =>
    entries
      .filter(({ storedAt }) => !storedSince || storedAt >= storedSince)
      .map((entry) => ({
        sequence: entry.sequence,
        storedAt: entry.storedAt,
        envelope: envelopeOf(entry),
        bytes: entry.data.length,
      }));

  return {
    async forward(after, limits) {
      const from = Math.max(after, tail.after);
      if (from >= tail.through) return { rows: [], isComplete: true };
      const range = { subject, after: from, through: tail.through, ...limits, bytesMax: Math.max(limits.bytesMax, 0) };
      const { entries, isComplete } = await readStream(connection, range);
      return { rows: rowsOf(entries), isComplete };
    },
    async backward(before, limits) {
      let top = Math.min(before - 1, tail.through);
      let width = firstWindow;
      let rows: HistoryRow[] = [];
      while (top > tail.after) {
        const bottom = Math.max(tail.after, top - width);
        const window = { subject, after: bottom, through: top, countMax: width, bytesMax: Number.MAX_SAFE_INTEGER };
        const found = rowsOf((await readStream(connection, window)).entries);
        rows = [...found, ...rows];
        const kept = lastWithin(rows, limits);
        if (!kept.isComplete) return kept;
        width = nextWidth(width, bytesOf(found), limits.bytesMax - bytesOf(rows));
        top = bottom;
      }
      return { rows, isComplete: true };
    },
  };
}

/** The newest rows that the limits allow, the one that exceeds the bytes included. */
function lastWithin(rows: HistoryRow[], { countMax, bytesMax }: Limits): Stretch {
  let bytes = 0;
  for (let count = 1; count <= rows.length; count += 1) {
    bytes += rows[rows.length - count]?.bytes ?? 0;
    if (count >= countMax || bytes > bytesMax) return { rows: rows.slice(-count), isComplete: false };
  }
  return { rows, isComplete: true };
}

/** As wide as the bytes left allow at the density just seen, and at most a few times the last one. */
function nextWidth(width: number, bytesFound: number, bytesLeft: number): number {
  const widest = width * windowGrowthMax;
  if (bytesFound === 0) return widest;
  return Math.max(windowMin, Math.min(widest, Math.floor((bytesLeft / bytesFound) * width)));
}

function bytesOf(rows: readonly HistoryRow[]): number {
  return rows.reduce((sum, { bytes }) => sum + bytes, 0);
}
