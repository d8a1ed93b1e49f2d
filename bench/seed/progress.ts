import { Presets, SingleBar } from "cli-progress";
import { print } from "../print";
import type { SeedProgress } from "./seed";

/** A bar on the terminal; where there is none, a line for each tenth. */
export function createProgress(): SeedProgress & { stop(): void } {
  const bar = new SingleBar(
    {
      format: "  {bar} {percentage}% | {value}/{total} rows | {duration_formatted}, {eta_formatted} left",
      etaBuffer: 20,
      noTTYOutput: true,
      notTTYSchedule: 10_000,
    },
    Presets.shades_classic,
  );
  return {
    start: (rows) => bar.start(rows, 0),
    advance: (rows) => bar.increment(rows),
    step(text) {
      bar.stop();
      print(`  ${text}`);
    },
    stop: () => bar.stop(),
  };
}
