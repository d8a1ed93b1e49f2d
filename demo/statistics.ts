export interface Summary {
  count: number;
  mean: number;
  standardDeviation: number;
  min: number;
  max: number;
  p95: number;
}

/** Figures of at least one value; the standard deviation is the population's. */
export function summarise(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const count = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  return {
    count,
    mean,
    standardDeviation: Math.sqrt(variance),
    min: sorted[0] ?? Number.NaN,
    max: sorted[count - 1] ?? Number.NaN,
    p95: sorted[Math.max(0, Math.ceil(count * 0.95) - 1)] ?? Number.NaN,
  };
}

/** The effective value of a vibration. */
export function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
