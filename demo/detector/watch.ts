import type { Reading, Sensor } from "../readings";
import { rootMeanSquare } from "../statistics";
import { EwmaDetector, type Judgement } from "./ewma";

/** Something that does not fit; the `payload.data` of the detector's event. */
export interface Anomaly {
  sensor: Sensor;
  /** What was judged: each temperature, or the effective value of a burst of vibration. */
  feature: "value" | "rms";
  unit: string;
  at: string;
  value: number;
  expected: number;
  standardDeviation: number;
  z: number;
}

const calmToRearm = { temperature: 20, vibration: 2 };

/** Watches one sensor and reports each episode once, at the end of the reading in which it began. */
export class SensorWatch {
  readonly sensor: Sensor;
  readonly #detector: EwmaDetector;
  #last: Judgement | undefined;
  #calm = 0;
  #isInEpisode = false;
  #episodes = 0;

  constructor(sensor: Sensor) {
    this.sensor = sensor;
    this.#detector =
      sensor === "temperature"
        ? new EwmaDetector({ alpha: 0.05, beta: 0.01, zMax: 6, warmUp: 30, deviationMin: 0.05 })
        : new EwmaDetector({ alpha: 0.2, beta: 0.05, zMax: 6, warmUp: 5, deviationMin: 0.02 });
  }

  get last(): Judgement | undefined {
    return this.#last;
  }

  get episodes(): number {
    return this.#episodes;
  }

  get isInEpisode(): boolean {
    return this.#isInEpisode;
  }

  /** The episode that began in this reading, judged by its most extreme value. */
  take(reading: Reading): Anomaly | undefined {
    let worst: Anomaly | undefined;
    const features = reading.sensor === "vibration" ? [rootMeanSquare(reading.values)] : reading.values;
    for (const [index, value] of features.entries()) {
      const judgement = this.#detector.judge(value);
      this.#last = judgement;
      this.#calm = judgement.isAnomalous ? 0 : this.#calm + 1;
      if (this.#isInEpisode && this.#calm >= calmToRearm[this.sensor]) this.#isInEpisode = false;
      if (!judgement.isAnomalous || this.#isInEpisode) continue;
      if (worst === undefined || Math.abs(judgement.z) > Math.abs(worst.z))
        worst = anomalyOf(reading, index, judgement);
    }
    if (worst) {
      this.#isInEpisode = true;
      this.#calm = 0;
      this.#episodes += 1;
    }
    return worst;
  }
}

function anomalyOf(reading: Reading, index: number, judgement: Judgement): Anomaly {
  const feature = reading.sensor === "vibration" ? "rms" : "value";
  const at = new Date(Date.parse(reading.startedAt) + index * reading.intervalMs).toISOString();
  const { value, expected, standardDeviation, z } = judgement;
  return { sensor: reading.sensor, feature, unit: reading.unit, at, value, expected, standardDeviation, z };
}
