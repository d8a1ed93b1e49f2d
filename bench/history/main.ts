// `npm run bench:history`: what reading and searching 10 million stored messages costs, beside what any look-up of one row
// costs in the same run. With `-- --fresh` the messages are made anew.
import { print, printTable } from "../print";
import { quantile, rounded } from "../statistics";
import { fullPlan } from "./plan";
import { measureReads } from "./reads";
import { measureSearches } from "./searches";
import { type Closers, type HistoryWorld, openHistoryWorld } from "./world";

async function run(world: HistoryWorld): Promise<void> {
  print(`${fullPlan.messages.toLocaleString("en")} messages in ${fullPlan.channels} channels`);
  print();
  const { row, page, repair } = await measureReads(world);
  const shares = [0.5, 0.95, 1];
  const line = (name: string, ms: number[], ...others: string[]) => [
    name,
    ...shares.map((share) => quantile(ms, share).toFixed(1)),
    ...others,
  ];
  printTable([
    ["reading", "p50 ms", "p95 ms", "max ms"],
    line("one row by its key", row),
    line("a page of 100 messages", page),
    line("1,000 messages of a range", repair),
  ]);
  print();
  const searches = await measureSearches(world);
  printTable([
    ["searching for", "p50 ms", "p95 ms", "max ms", "hits", "complete"],
    ...searches.map(({ name, ms, hits, complete }) =>
      line(name, ms, hits.toFixed(1), `${Math.round((100 * complete) / ms.length)} %`),
    ),
  ]);
  print();
  print(
    JSON.stringify({
      bench: "history",
      messages: fullPlan.messages,
      page_p95_ms: rounded(quantile(page, 0.95), 1),
      search_p95_ms: rounded(
        quantile(
          searches.flatMap(({ ms }) => ms),
          0.95,
        ),
        1,
      ),
      repair_1000_ms: rounded(quantile(repair, 0.95), 1),
    }),
  );
}

const closers: Closers = [];
async function close(): Promise<void> {
  for (const closer of closers.splice(0).reverse()) await closer();
}
// What was filled in until then stays: the next run goes on with it.
process.once("SIGINT", () => void close().finally(() => process.exit(130)));
process.once("SIGTERM", () => void close().finally(() => process.exit(143)));
try {
  await run(await openHistoryWorld(closers, { isFresh: process.argv.includes("--fresh") }));
} finally {
  await close();
}
