import type { Reading, Sensor } from "../readings";
import { rootMeanSquare, summarise } from "../statistics";

/** Gathers one period and sums it up. */
export class Period {
  readonly startedAt: Date;
  readonly #values: Record<Sensor, number[]> = { temperature: [], vibration: [] };
  readonly #units: Partial<Record<Sensor, string>> = {};
  readonly #anomalies: Record<Sensor, number> = { temperature: 0, vibration: 0 };

  constructor(startedAt: Date) {
    this.startedAt = startedAt;
  }

  add({ sensor, unit, values }: Reading): void {
    this.#units[sensor] = unit;
    this.#values[sensor].push(...(sensor === "vibration" ? [rootMeanSquare(values)] : values));
  }

  addAnomaly(sensor: Sensor): void {
    this.#anomalies[sensor] += 1;
  }

  /** Figures by sensor, for machines; sensors without values are left out. */
  figures(): Record<string, Record<string, number>> {
    const sensors = (["temperature", "vibration"] as const).filter((sensor) => this.#values[sensor].length > 0);
    return Object.fromEntries(
      sensors.map((sensor) => {
        const summary = Object.entries(summarise(this.#values[sensor]));
        const rounded = summary.map(([name, value]) => [name, Number(value.toFixed(3))]);
        return [sensor, { ...Object.fromEntries(rounded), anomalies: this.#anomalies[sensor] }];
      }),
    );
  }

  /** The same for people. */
  table(): string {
    const rows = Object.entries(this.figures()).map(([sensor, figure]) => {
      const cell = (name: string) => figure[name]?.toFixed(2) ?? "";
      const unit = this.#units[sensor as Sensor] ?? "";
      const cells = [
        `${sensor} (${unit})`,
        `${figure["count"]}`,
        cell("mean"),
        cell("standardDeviation"),
        cell("min"),
        cell("p95"),
        cell("max"),
        `${figure["anomalies"]}`,
      ];
      return `| ${cells.join(" | ")} |`;
    });
    if (rows.length === 0) return "No readings in this period.";
    return [
      "| sensor | values | mean | std | min | p95 | max | anomalies |",
      "|---|---|---|---|---|---|---|---|",
      ...rows,
    ].join("\n");
  }
}
