/** Counters of one operator, by controller and event: `channel.reconciles`, `channel.failures`, `thread.statusWrites` … */
export interface Metrics {
  count(name: string, amount?: number): void;
  snapshot(): Record<string, number>;
}

export function createMetrics(): Metrics {
  const counters = new Map<string, number>();
  return {
    count(name, amount = 1) {
      counters.set(name, (counters.get(name) ?? 0) + amount);
    },
    snapshot: () => Object.fromEntries([...counters].sort(([a], [b]) => a.localeCompare(b))),
  };
}
