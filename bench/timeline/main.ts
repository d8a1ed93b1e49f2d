// `npm run bench:timeline`: what 200 messages a second cost whoever reads them, beside the same page with no messages in the
// same run, which is the machine's own noise. With `-- --profile FILE` the browser's CPU profile of the flood is written there.
import { writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { flood } from "@/e2e/bulk";
import { print, printTable } from "../print";
import { rounded } from "../statistics";
import { type Measured, measure } from "./measure";
import { type Closers, openTimelineWorld, type TimelineWorld } from "./world";

const ratePerSecond = 200;
const [floodSeconds, idleSeconds] = [60, 20];
const megabyte = 1_048_576;

async function floodUntilDrawn({ page, agent, channel }: TimelineWorld): Promise<void> {
  const sequences = await flood(agent, channel, floodSeconds);
  if (new Set(sequences).size !== ratePerSecond * floodSeconds) throw new Error("some messages were not stored");
  await page.locator(`[data-timeline] [data-sequence="${sequences.at(-1)}"]`).waitFor();
}

async function profiled(world: TimelineWorld, file: string | undefined, work: () => Promise<void>): Promise<void> {
  if (file === undefined) return work();
  await world.cdp.send("Profiler.enable");
  await world.cdp.send("Profiler.start");
  await work();
  const { profile } = await world.cdp.send("Profiler.stop");
  await writeFile(file, JSON.stringify(profile));
}

const longest = ({ tasks }: Measured) => rounded(Math.max(0, ...tasks), 0);
const heapGrowth = ({ before, after }: Measured) => rounded((after.heapBytes - before.heapBytes) / megabyte, 1);

function report(idle: Measured, flooded: Measured): void {
  const line = (name: string, figure: (measured: Measured) => number) => [
    name,
    figure(idle).toLocaleString("en"),
    figure(flooded).toLocaleString("en"),
  ];
  print();
  printTable([
    ["one page, following the live end", "no messages", `${ratePerSecond} a second`],
    ["seconds", String(idleSeconds), String(floodSeconds)],
    line("tasks over 50 ms", ({ tasks }) => tasks.length),
    line("the longest of them, ms (0: none)", longest),
    line("heap before, MB", ({ before }) => rounded(before.heapBytes / megabyte, 1)),
    line("heap after, MB", ({ after }) => rounded(after.heapBytes / megabyte, 1)),
    line("DOM nodes after", ({ after }) => after.nodes),
    line("rows mounted at once, at most", ({ mountedMax }) => mountedMax),
  ]);
  print();
  print(
    JSON.stringify({
      bench: "timeline",
      rate_per_s: ratePerSecond,
      longest_task_ms: longest(flooded),
      idle_longest_task_ms: longest(idle),
      long_tasks: flooded.tasks.length,
      rows_max: flooded.mountedMax,
      heap_growth_mb: heapGrowth(flooded),
    }),
  );
}

const closers: Closers = [];
async function close(): Promise<void> {
  for (const closer of closers.splice(0).reverse()) await closer();
}
process.once("SIGINT", () => void close().finally(() => process.exit(130)));
process.once("SIGTERM", () => void close().finally(() => process.exit(143)));
const { values } = parseArgs({ options: { profile: { type: "string" } } });
try {
  const world = await openTimelineWorld(closers);
  print(`${idleSeconds} s with no messages, then ${floodSeconds} s with ${ratePerSecond} a second`);
  const idle = await measure(world, () => pause(idleSeconds * 1_000));
  report(idle, await measure(world, () => profiled(world, values.profile, () => floodUntilDrawn(world))));
} finally {
  await close();
}
