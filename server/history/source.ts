import type { Envelope } from "@/sdk/protocol";

export interface HistoryRow {
  sequence: number;
  storedAt: Date;
  envelope: Envelope;
  /** Of the envelope, as stored. */
  bytes: number;
}

export interface Stretch {
  /** Ascending, no message of the subject missing between two of them. */
  rows: HistoryRow[];
  /** There is nothing further in the direction of reading; false when a limit ended it. */
  isComplete: boolean;
}

export interface Limits {
  countMax: number;
  /** Reading may stop with the row that exceeds it. */
  bytesMax: number;
}

/** The messages of one subject, read from one position on. */
export interface Source {
  /** From the first one above `after` upwards. */
  forward(after: number, limits: Limits): Promise<Stretch>;
  /** From the last one below `before` downwards; the rows still ascend. */
  backward(before: number, limits: Limits): Promise<Stretch>;
}

/**
 * Two sources as one: `lower` holds what is at or below `boundary`, `upper` what is above. `upper` is only asked for what
 * `lower` cannot have.
 */
export function stack(lower: Source, upper: Source, boundary: number): Source {
  return {
    async forward(after, limits) {
      const below = after < boundary ? await lower.forward(after, limits) : { rows: [], isComplete: true };
      if (!below.isComplete || below.rows.length >= limits.countMax) return { ...below, isComplete: false };
      const above = await upper.forward(Math.max(after, boundary), lessened(limits, below.rows));
      return { rows: [...below.rows, ...above.rows], isComplete: above.isComplete };
    },
    async backward(before, limits) {
      const above = before > boundary + 1 ? await upper.backward(before, limits) : { rows: [], isComplete: true };
      if (!above.isComplete || above.rows.length >= limits.countMax) return { ...above, isComplete: false };
      const below = await lower.backward(Math.min(before, boundary + 1), lessened(limits, above.rows));
      return { rows: [...below.rows, ...above.rows], isComplete: below.isComplete };
    },
  };
}

function lessened({ countMax, bytesMax }: Limits, rows: readonly HistoryRow[]): Limits {
  return { countMax: countMax - rows.length, bytesMax: bytesMax - rows.reduce((sum, { bytes }) => sum + bytes, 0) };
}
