/** How one value fits what came before. */
export interface Judgement {
  value: number;
  expected: number;
  standardDeviation: number;
  /** Standard deviations away from what was expected. */
  z: number;
  isAnomalous: boolean;
}

interface EwmaOptions {
  /** Weight of the newest value in the mean, 0 to 1. */
  alpha: number;
  /** The same in the variance. */
  beta: number;
  zMax: number;
  /** Values to learn from before judging. */
  warmUp: number;
  /** Smallest standard deviation to assume, against a sensor that is too quiet. */
  deviationMin: number;
}

const relearnAfter = 120;
const learnDeviationsMax = 2;

/**
 * Judges each value by exponentially weighted mean and variance of the ones before (West 1979, "Updating mean and variance
 * estimates"), learning at most two deviations from each, so that a drift is not followed. Anomalous values are not learned
 * from, unless they last so long that they are the new normal.
 */
export class EwmaDetector {
  readonly #options: EwmaOptions;
  #mean = 0;
  #variance = 0;
  #count = 0;
  #anomalousInRow = 0;

  constructor(options: EwmaOptions) {
    this.#options = options;
  }

  get mean(): number {
    return this.#mean;
  }

  get standardDeviation(): number {
    return Math.max(this.#options.deviationMin, Math.sqrt(this.#variance));
  }

  judge(value: number): Judgement {
    const { zMax, warmUp } = this.#options;
    const standardDeviation = this.standardDeviation;
    const z = this.#count === 0 ? 0 : (value - this.#mean) / standardDeviation;
    const isAnomalous = this.#count >= warmUp && Math.abs(z) > zMax;
    const judgement = { value, expected: this.#mean, standardDeviation, z, isAnomalous };
    this.#anomalousInRow = isAnomalous ? this.#anomalousInRow + 1 : 0;
    if (!isAnomalous) this.#learn(value);
    else if (this.#anomalousInRow > relearnAfter) this.#restart(value);
    return judgement;
  }

  #learn(value: number): void {
    this.#count += 1;
    if (this.#count === 1) {
      this.#mean = value;
      return;
    }
    const alpha = Math.max(this.#options.alpha, 1 / this.#count);
    const beta = Math.max(this.#options.beta, 1 / this.#count);
    const limit =
      this.#count > this.#options.warmUp ? learnDeviationsMax * this.standardDeviation : Number.POSITIVE_INFINITY;
    const delta = Math.min(limit, Math.max(-limit, value - this.#mean));
    this.#mean += alpha * delta;
    this.#variance = (1 - beta) * (this.#variance + beta * delta * delta);
  }

  #restart(value: number): void {
    this.#count = 0;
    this.#variance = 0;
    this.#anomalousInRow = 0;
    this.#learn(value);
  }
}
