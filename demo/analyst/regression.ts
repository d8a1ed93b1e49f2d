export interface Line {
  /** Units per second. */
  slope: number;
  intercept: number;
  /** Share of the variance that the line explains, 0 to 1. */
  rSquared: number;
}

/** The least-squares line through equally spaced values; x is seconds since the first. */
export function fitLine(values: readonly number[], intervalMs: number): Line {
  const count = values.length;
  const xs = values.map((_, index) => (index * intervalMs) / 1_000);
  const meanX = xs.reduce((sum, x) => sum + x, 0) / count;
  const meanY = values.reduce((sum, y) => sum + y, 0) / count;
  let [covariance, varianceX, varianceY] = [0, 0, 0];
  for (const [index, y] of values.entries()) {
    const dx = (xs[index] ?? 0) - meanX;
    covariance += dx * (y - meanY);
    varianceX += dx * dx;
    varianceY += (y - meanY) ** 2;
  }
  const slope = varianceX === 0 ? 0 : covariance / varianceX;
  const rSquared = varianceX === 0 || varianceY === 0 ? 0 : covariance ** 2 / (varianceX * varianceY);
  return { slope, intercept: meanY - slope * meanX, rSquared };
}
