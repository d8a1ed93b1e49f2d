// What the policy costs in a space of a million agents, beside what any look-up of one row costs in the same run.
import { print, printTable } from "../print";
import { quantile, rounded } from "../statistics";
import { measureCached } from "./cached";
import { type Latencies, measureCold } from "./cold";
import { measureCredentials } from "./credentials";
import { measurePages, slowest } from "./pages";
import { openPolicyWorld, type PolicyWorld } from "./world";

const slowestShown = 12;

async function run(world: PolicyWorld): Promise<void> {
  const { plan } = world.seeded;
  const counts = [plan.agents, plan.groups, plan.memberships].map((count) => count.toLocaleString("en"));
  print(`${counts[0]} agents, ${counts[1]} groups, ${counts[2]} memberships`);
  print();
  // First, while nothing has been read: neither by the processes' caches nor by a Postgres that was just started.
  const cold = await measureCold(world);
  const line = (name: string, { p50, p95, p99, perSecond }: Latencies) => [
    name,
    ...[p50, p95, p99].map((ms) => ms.toFixed(3)),
    whole(perSecond),
  ];
  printTable([
    ["cold", "p50 ms", "p95 ms", "p99 ms", "a second, 16 at once"],
    line("one row by its key", cold.row),
    line("checkPermission", cold.check),
    line("the cache, knowing nothing", cold.miss),
  ]);
  print();
  const cached = await measureCached(world);
  const pages = await measurePages(world);
  printTable([
    [`pages of 100 (${pages.length} kinds), the slowest`, "p50 ms", "p95 ms", "max ms"],
    ...slowest(pages, slowestShown).map(({ name, ms }) => [
      name,
      ...[0.5, 0.95, 1].map((share) => quantile(ms, share).toFixed(1)),
    ]),
  ]);
  const page95 = quantile(
    pages.flatMap(({ ms }) => ms),
    0.95,
  );
  const credentials = measureCredentials();
  print();
  printTable([
    ["on one core", ""],
    ["cached checks a second", whole(cached)],
    ["credentials signed a second", whole(credentials)],
    ["all pages, p95 ms", page95.toFixed(1)],
  ]);
  print();
  print(
    JSON.stringify({
      bench: "policy",
      cached_checks_per_s: Math.round(cached),
      cold_p50_ms: rounded(Math.max(cold.check.p50, cold.miss.p50), 3),
      cold_p95_ms: rounded(Math.max(cold.check.p95, cold.miss.p95), 3),
      group_page_p95_ms: rounded(page95, 1),
      credentials_per_s: Math.round(credentials),
    }),
  );
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

const world = await openPolicyWorld();
process.once("SIGINT", () => void world.close().then(() => process.exit(130)));
process.once("SIGTERM", () => void world.close().then(() => process.exit(143)));
try {
  await run(world);
} finally {
  await world.close();
}
