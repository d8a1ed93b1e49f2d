import type { Anomaly } from "../detector/watch";
import type { Reading } from "../readings";
import { type Peak, peaks, spectrum } from "./fft";
import { fitLine } from "./regression";

/** What was computed about an anomaly, ready to be told. */
export interface Finding {
  tool: "linear_regression" | "fft";
  arguments: Record<string, unknown>;
  result: Record<string, unknown>;
  /** One sentence: what it is. */
  verdict: string;
  /** Markdown: the figures, and how they were computed. */
  details: string;
}

const windowMs = 30_000;
const limitCelsius = 70;
const driftPerSecondMin = 0.05;

/** Computes on the readings around the anomaly; undefined when there are too few. */
export function analyse(anomaly: Anomaly, readings: readonly Reading[]): Finding | undefined {
  return anomaly.sensor === "vibration" ? analyseVibration(anomaly, readings) : analyseTemperature(anomaly, readings);
}

function analyseTemperature(anomaly: Anomaly, readings: readonly Reading[]): Finding | undefined {
  const intervalMs = readings[0]?.intervalMs ?? 500;
  const fromMs = Date.parse(anomaly.at) - windowMs / 3;
  const samples = readings.flatMap(({ startedAt, values }) =>
    values.map((value, index) => ({ atMs: Date.parse(startedAt) + index * intervalMs, value })),
  );
  const after = samples.filter(({ atMs }) => atMs >= Date.parse(anomaly.at)).map(({ value }) => value);
  const window = samples.filter(({ atMs }) => atMs >= fromMs).map(({ value }) => value);
  if (after.length < 6) return undefined;
  const line = fitLine(after, intervalMs);
  const steps = window.slice(1).map((value, index) => value - (window[index] ?? value));
  const largestStep = steps.reduce((largest, step) => (Math.abs(step) > Math.abs(largest) ? step : largest), 0);
  const isDrift = line.slope > driftPerSecondMin && line.rSquared > 0.6;
  const last = after.at(-1) ?? anomaly.value;
  const secondsToLimit = line.slope > 0 ? (limitCelsius - last) / line.slope : undefined;
  const verdict = isDrift
    ? `The bearing heats up by ${(line.slope * 60).toFixed(1)} °C a minute; at this rate it reaches ${limitCelsius} °C in ${Math.round(secondsToLimit ?? 0)} s.`
    : `A step of ${largestStep.toFixed(1)} °C between two samples and no lasting trend: a short spike, most likely the sensor.`;
  const rows = [
    ["slope", `${line.slope.toFixed(4)} °C/s`],
    ["R²", line.rSquared.toFixed(3)],
    ["largest step", `${largestStep.toFixed(2)} °C`],
    ["samples", `${after.length}`],
    ["peak", `${Math.max(...after).toFixed(2)} °C`],
  ];
  return {
    tool: "linear_regression",
    arguments: { sensor: anomaly.sensor, from: anomaly.at, samples: after.length, intervalMs },
    result: { ...rounded(line), largestStep: round(largestStep), isDrift },
    verdict,
    details: `${table(["figure", "value"], rows)}\n\n${code("js", [
      "const slope = covariance(x, y) / variance(x);",
      `// ${line.slope.toFixed(4)} = slope of y(x) = ${line.intercept.toFixed(2)} + ${line.slope.toFixed(4)} x`,
    ])}`,
  };
}

function analyseVibration(anomaly: Anomaly, readings: readonly Reading[]): Finding | undefined {
  const suspect = readings.findLast(({ startedAt }) => Date.parse(startedAt) <= Date.parse(anomaly.at));
  const before = readings.findLast(({ startedAt }) => Date.parse(startedAt) <= Date.parse(anomaly.at) - 15_000);
  if (!suspect) return undefined;
  const found = peaks(spectrum(suspect.values, suspect.intervalMs), 4);
  const usual = before ? spectrum(before.values, before.intervalMs) : [];
  const usualAt = ({ hertz }: Peak) => usual.find((bin) => bin.hertz === hertz)?.amplitude ?? 0;
  const foreign = found.filter((peak) => peak.amplitude > 3 * usualAt(peak)).at(0);
  const verdict = foreign
    ? `A tone of ${foreign.hertz.toFixed(0)} Hz with ${foreign.amplitude.toFixed(2)} ${anomaly.unit} is new: it fits a damaged outer race.`
    : "No new tone: the vibration is stronger over the whole spectrum.";
  const rows = found.map((peak) => [
    `${peak.hertz.toFixed(0)} Hz`,
    peak.amplitude.toFixed(3),
    usualAt(peak).toFixed(3),
    peak === foreign ? "**new**" : "",
  ]);
  return {
    tool: "fft",
    arguments: { sensor: anomaly.sensor, at: suspect.startedAt, samples: suspect.values.length },
    result: { peaks: found.map(rounded), newTone: foreign ? rounded(foreign) : null },
    verdict,
    details: `${table(["frequency", "amplitude", "15 s before", ""], rows)}\n\n${code("js", [
      `const bins = fft(samples); // ${suspect.values.length} samples, ${(1_000 / suspect.intervalMs / suspect.values.length).toFixed(2)} Hz apart`,
      "const amplitude = (2 * Math.hypot(re, im)) / samples.length;",
    ])}`,
  };
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const code = (language: string, lines: string[]) => `\`\`\`${language}\n${lines.join("\n")}\n\`\`\``;

const round = (value: number) => Number(value.toFixed(4));

function rounded(figures: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, typeof value === "number" ? round(value) : Number.NaN]),
  );
}
