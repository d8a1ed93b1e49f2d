import { describe, expect, it } from "vitest";
import { peaks, spectrum } from "./analyst/fft";
import { analyse } from "./analyst/findings";
import { fitLine } from "./analyst/regression";
import { isQuestion } from "./answers";
import { EwmaDetector } from "./detector/ewma";
import { type Anomaly, SensorWatch } from "./detector/watch";
import type { Reading } from "./readings";
import { Period } from "./reporter/period";
import { type Fault, Pump } from "./signal/pump";
import { gaussian, seededRandom } from "./signal/random";
import { summarise } from "./statistics";

const epoch = Date.parse("2026-01-01T00:00:00Z");

/** Runs the pump for `seconds` as the signal agent does, and its readings through the detector. */
function run(seed: number, seconds: number) {
  const pump = new Pump(seededRandom(seed));
  const watches = { temperature: new SensorWatch("temperature"), vibration: new SensorWatch("vibration") };
  const readings: Reading[] = [];
  const found: Anomaly[] = [];
  const faults = new Set<Fault>();
  const take = (reading: Reading) => {
    readings.push(reading);
    const anomaly = watches[reading.sensor].take(reading);
    if (anomaly) found.push(anomaly);
  };
  for (let atS = 0; atS < seconds; atS += 1) {
    for (const fault of pump.faultsAt(atS)) faults.add(fault);
    if (atS % 5 === 0) take(pump.temperature(atS, 5, new Date(epoch + atS * 1_000)));
    if (atS % 6 === 0) take(pump.vibration(atS, new Date(epoch + atS * 1_000)));
  }
  return { readings, found, faults: [...faults] };
}

describe("the detector", () => {
  it("finds every fault of an hour and next to nothing else", () => {
    for (const seed of [1, 2, 3]) {
      const { found, faults } = run(seed, 3_600);
      expect(faults.length).toBeGreaterThan(20);
      expect(found.length).toBeGreaterThanOrEqual(faults.length - 1);
      expect(found.length).toBeLessThanOrEqual(faults.length * 1.4);
    }
  });

  it("stays quiet on noise alone and speaks up at a jump", () => {
    const random = seededRandom(7);
    const detector = new EwmaDetector({ alpha: 0.05, beta: 0.01, zMax: 6, warmUp: 30, deviationMin: 0.01 });
    const calm = Array.from({ length: 5_000 }, () => detector.judge(20 + 0.5 * gaussian(random)));
    expect(calm.some(({ isAnomalous }) => isAnomalous)).toBe(false);
    expect(detector.judge(26)).toMatchObject({ isAnomalous: true });
  });

  it("takes a lasting change for the new normal in the end", () => {
    const random = seededRandom(7);
    const detector = new EwmaDetector({ alpha: 0.05, beta: 0.01, zMax: 6, warmUp: 30, deviationMin: 0.01 });
    for (let index = 0; index < 200; index += 1) detector.judge(gaussian(random));
    const judged = Array.from({ length: 400 }, () => detector.judge(50 + gaussian(random)));
    expect(judged[0]?.isAnomalous).toBe(true);
    expect(judged.at(-1)?.isAnomalous).toBe(false);
  });
});

describe("the analyst", () => {
  it("finds the frequencies and amplitudes of two tones", () => {
    const values = Array.from({ length: 256 }, (_, index) => {
      const turn = (hertz: number) => Math.sin((2 * Math.PI * hertz * index) / 256);
      return 2 * turn(25) + 0.5 * turn(60) + 3;
    });
    const found = peaks(spectrum(values, 1_000 / 256), 2);
    expect(found.map(({ hertz }) => hertz)).toEqual([25, 60]);
    expect(found.map(({ amplitude }) => amplitude.toFixed(3))).toEqual(["2.000", "0.500"]);
    expect(() => spectrum([1, 2, 3], 1)).toThrow("power of two");
  });

  it("fits a line exactly where there is one", () => {
    const line = fitLine([1, 1.5, 2, 2.5], 500);
    expect(line.slope).toBeCloseTo(1);
    expect(line.intercept).toBeCloseTo(1);
    expect(line.rSquared).toBeCloseTo(1);
    expect(fitLine([4, 4, 4], 500)).toMatchObject({ slope: 0, rSquared: 0 });
  });

  it("tells a drift from a spike and names the tone of a damaged bearing", () => {
    const { readings, found, faults } = run(5, 1_200);
    const verdicts = found.map((anomaly) => {
      const nearby = readings.filter(
        ({ sensor, startedAt }) =>
          sensor === anomaly.sensor && Math.abs(Date.parse(startedAt) - Date.parse(anomaly.at)) <= 15_000,
      );
      return analyse(anomaly, nearby)?.verdict ?? "";
    });
    expect(verdicts.some((verdict) => verdict.includes("short spike"))).toBe(true);
    expect(verdicts.some((verdict) => verdict.includes("heats up"))).toBe(true);
    const tone = faults.find((fault) => fault.kind === "bearing-tone");
    expect(verdicts.some((verdict) => verdict.includes(`tone of ${tone?.hertz} Hz`))).toBe(true);
  });

  it("says nothing when there are too few readings", () => {
    const anomaly: Anomaly = {
      sensor: "temperature",
      feature: "value",
      unit: "°C",
      at: new Date(epoch).toISOString(),
      value: 50,
      expected: 41,
      standardDeviation: 0.1,
      z: 90,
    };
    expect(analyse(anomaly, [])).toBeUndefined();
    expect(analyse({ ...anomaly, sensor: "vibration" }, [])).toBeUndefined();
  });
});

describe("the reporter", () => {
  it("sums up a period in figures", () => {
    const period = new Period(new Date(epoch));
    const reading = { unit: "°C", startedAt: new Date(epoch).toISOString(), intervalMs: 500 };
    period.add({ ...reading, sensor: "temperature", values: [40, 42] });
    period.addAnomaly("temperature");
    expect(period.figures()).toEqual({
      temperature: { count: 2, mean: 41, standardDeviation: 1, min: 40, max: 42, p95: 42, anomalies: 1 },
    });
    expect(period.table()).toContain("| temperature (°C) | 2 | 41.00 | 1.00 | 40.00 | 42.00 | 42.00 | 1 |");
    expect(new Period(new Date(epoch)).table()).toBe("No readings in this period.");
  });

  it("knows the 95th percentile", () => {
    expect(summarise(Array.from({ length: 100 }, (_, index) => index + 1)).p95).toBe(95);
  });
});

describe("questions", () => {
  const said = (source: string, text: string, mentions?: string[]) => ({
    place: { channel: "sensors.temperature" },
    envelope: { id: "1", type: "text", source, timestamp: "", payload: { text }, mentions },
  });

  it("are for the one who is named, else for the channel's host, and never from a fellow agent", () => {
    expect(isQuestion(said("ada", "status?"), "detector", true)).toBe(true);
    expect(isQuestion(said("ada", "status?"), "analyst", false)).toBe(false);
    expect(isQuestion(said("ada", "@analyst what was it?"), "analyst", false)).toBe(true);
    expect(isQuestion(said("ada", "@analyst what was it?"), "detector", true)).toBe(false);
    expect(isQuestion(said("ada", "please", ["reporter"]), "reporter", false)).toBe(true);
    expect(isQuestion(said("ada", "my-detector-2 is nice"), "detector", true)).toBe(false);
    expect(isQuestion(said("analyst", "status?"), "detector", true)).toBe(false);
    expect(isQuestion(said("ada", "good morning"), "detector", true)).toBe(false);
  });
});
