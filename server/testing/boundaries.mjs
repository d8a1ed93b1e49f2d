// Checks the import directions of .dependency-cruiser.cjs, and fails when nothing was read: without a parser that knows
// the sources' TypeScript the cruiser sees no modules and would pass.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folders = ["app", "components", "server", "sdk", "demo", "bench", "e2e"];
const result = spawnSync(
  process.execPath,
  [
    "--require",
    `${root}server/testing/typescript-5.cjs`,
    `${root}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`,
    "--output-type",
    "json",
    ...folders,
  ],
  { cwd: root, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
);
let summary;
try {
  ({ summary } = JSON.parse(result.stdout));
} catch {
  process.stderr.write(`${result.stdout}${result.stderr}\nThe boundary check did not run.\n`);
  process.exit(1);
}
const modulesMin = 300;
if (summary.totalCruised < modulesMin || summary.totalDependenciesCruised < modulesMin) {
  process.stderr.write(
    `The boundary check read only ${summary.totalCruised} modules: it is not looking at the sources.\n`,
  );
  process.exit(1);
}
for (const { rule, from, to, cycle } of summary.violations) {
  const path = cycle ? cycle.map((step) => step.name).join(" -> ") : to;
  process.stderr.write(`${rule.severity} ${rule.name}: ${from} -> ${path}\n`);
}
process.stdout.write(`boundaries: ${summary.totalCruised} modules, ${summary.violations.length} violations\n`);
process.exit(summary.error > 0 ? 1 : 0);
