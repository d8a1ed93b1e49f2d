export interface BackoffBounds {
  firstMs: number;
  maxMs: number;
}

/** The wait before try number `attempt` (0 is the first repetition): doubling, bounded, half of it random so that a crowd spreads out. */
export function backoffMs(attempt: number, bounds: BackoffBounds, random: () => number = Math.random): number {
  const full = Math.min(bounds.maxMs, bounds.firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(full / 2 + (full / 2) * random());
}

/** A wait that can be cut short. */
export interface Pause {
  done: Promise<void>;
  end(): void;
}

export function pause(ms: number): Pause {
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    end = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { done, end };
}
