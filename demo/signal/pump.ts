import type { Reading } from "../readings";
import { gaussian } from "./random";

/** What is wrong with the pump for a while. */
export type Fault =
  /** The bearing is suddenly hotter. */
  | { kind: "heat-spike"; degrees: number }
  /** The bearing heats up steadily. */
  | { kind: "heat-drift"; degreesPerSecond: number }
  /** A damaged bearing adds a tone. */
  | { kind: "bearing-tone"; hertz: number; amplitude: number };

interface ActiveFault {
  fault: Fault;
  startS: number;
  endS: number;
}

const temperature = { baseCelsius: 41, swingCelsius: 1.5, swingPeriodS: 600, noiseCelsius: 0.12, samplesPerSecond: 2 };
const vibration = { shaftHertz: 25, shaftAmplitude: 1.1, harmonicAmplitude: 0.35, noise: 0.22, samplesPerSecond: 256 };
const pauseS = { min: 50, max: 110 };

/** A simulated pump: temperature follows a slow swing, vibration the shaft's rotation; every minute or two a fault sets in for a while. */
export class Pump {
  readonly #random: () => number;
  #faults: ActiveFault[] = [];
  #nextFaultS: number;
  #faultCount = 0;

  /** `firstFaultS`: when the first fault sets in, in seconds of the pump's own time. */
  constructor(random: () => number, firstFaultS = 40) {
    this.#random = random;
    this.#nextFaultS = firstFaultS;
  }

  /** What is wrong at `atS`. */
  faultsAt(atS: number): Fault[] {
    this.#advance(atS);
    return this.#faults.filter(({ startS, endS }) => startS <= atS && atS < endS).map(({ fault }) => fault);
  }

  /** `seconds` of temperature from `atS` on. */
  temperature(atS: number, seconds: number, startedAt: Date): Reading {
    const count = Math.round(seconds * temperature.samplesPerSecond);
    const values = Array.from({ length: count }, (_, index) =>
      this.#celsius(atS + index / temperature.samplesPerSecond),
    );
    return readingOf("temperature", "°C", startedAt, 1_000 / temperature.samplesPerSecond, values, 2);
  }

  /** One second of acceleration. */
  vibration(atS: number, startedAt: Date): Reading {
    const { samplesPerSecond } = vibration;
    const tones = this.faultsAt(atS).filter((fault) => fault.kind === "bearing-tone");
    const values = Array.from({ length: samplesPerSecond }, (_, index) => {
      const turn = (hertz: number) => Math.sin((2 * Math.PI * hertz * index) / samplesPerSecond);
      const shaft = vibration.shaftAmplitude * turn(vibration.shaftHertz);
      const harmonic = vibration.harmonicAmplitude * turn(2 * vibration.shaftHertz);
      const faulty = tones.reduce((sum, tone) => sum + tone.amplitude * turn(tone.hertz), 0);
      return shaft + harmonic + faulty + vibration.noise * gaussian(this.#random);
    });
    return readingOf("vibration", "m/s²", startedAt, 1_000 / samplesPerSecond, values, 3);
  }

  #celsius(atS: number): number {
    this.#advance(atS);
    const swing = temperature.swingCelsius * Math.sin((2 * Math.PI * atS) / temperature.swingPeriodS);
    const heat = this.#faults.reduce((sum, { fault, startS, endS }) => {
      if (atS < startS || atS >= endS) return sum;
      if (fault.kind === "heat-spike") return sum + fault.degrees;
      return fault.kind === "heat-drift" ? sum + fault.degreesPerSecond * (atS - startS) : sum;
    }, 0);
    return temperature.baseCelsius + swing + heat + temperature.noiseCelsius * gaussian(this.#random);
  }

  #advance(atS: number): void {
    while (atS >= this.#nextFaultS) {
      const startS = this.#nextFaultS;
      const { fault, lastsS } = this.#newFault();
      this.#faults = [...this.#faults.filter(({ endS }) => endS > atS - 60), { fault, startS, endS: startS + lastsS }];
      this.#nextFaultS = startS + lastsS + pauseS.min + (pauseS.max - pauseS.min) * this.#random();
    }
  }

  /** In turn, so that each kind is seen soon; its size is random. */
  #newFault(): { fault: Fault; lastsS: number } {
    const size = this.#random();
    this.#faultCount += 1;
    switch (this.#faultCount % 3) {
      case 1:
        return { fault: { kind: "heat-spike", degrees: 4 + 4 * size }, lastsS: 4 };
      case 2:
        return {
          fault: { kind: "bearing-tone", hertz: 60 + Math.round(50 * size), amplitude: 1.6 + size },
          lastsS: 20,
        };
      default:
        return { fault: { kind: "heat-drift", degreesPerSecond: 0.15 + 0.15 * size }, lastsS: 40 };
    }
  }
}

function readingOf(
  sensor: Reading["sensor"],
  unit: string,
  startedAt: Date,
  intervalMs: number,
  values: number[],
  digits: number,
): Reading {
  return {
    sensor,
    unit,
    startedAt: startedAt.toISOString(),
    intervalMs,
    values: values.map((value) => Number(value.toFixed(digits))),
  };
}
