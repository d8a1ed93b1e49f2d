// `npm test`: everything, on a fresh clone as well. Installs, checks, unit tests, integration tests on real servers,
// browser tests against the built product; closes with one line that counts the tests.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare, root, step } from "../main/prepare.mjs";

process.chdir(root);
const results = await mkdtemp(join(tmpdir(), "parley-results-"));
const bin = (path) => join(root, "node_modules", path);
const node = process.execPath;

/** Runs a command with its output shown; resolves to whether it ended well. */
function show(title, args, env = {}) {
  process.stdout.write(`\n=== ${title}\n`);
  return new Promise((resolve) => {
    const child = spawn(node, args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    const forward = (signal) => child.kill(signal);
    process.once("SIGINT", forward).once("SIGTERM", forward);
    child.once("error", () => resolve(false));
    child.once("close", (code) => {
      process.off("SIGINT", forward).off("SIGTERM", forward);
      resolve(code === 0);
    });
  });
}

async function vitestCounts(file) {
  const report = JSON.parse(await readFile(file, "utf8").catch(() => "{}"));
  return {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: report.numPendingTests ?? 0,
  };
}

async function playwrightCounts(file) {
  const { stats } = JSON.parse(await readFile(file, "utf8").catch(() => "{}"));
  return {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    flaky: stats?.flaky ?? 0,
    skipped: stats?.skipped ?? 0,
  };
}

function vitest(project) {
  const report = join(results, `${project}.json`);
  const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return {
    title: `${project} tests`,
    work: () => show(`${project} tests`, [bin("vitest/vitest.mjs"), ...args]),
    counts: () => vitestCounts(report),
  };
}

const browserReport = join(results, "browser.json");
const parts = [
  {
    title: "format and lint",
    work: () => show("format and lint", [bin("@biomejs/biome/bin/biome"), "ci", "--error-on-warnings", "."]),
  },
  { title: "import boundaries", work: () => show("import boundaries", ["server/testing/boundaries.mjs"]) },
  { title: "types", work: () => show("types", [bin("typescript/bin/tsc"), "--noEmit", "--incremental", "false"]) },
  vitest("unit"),
  vitest("integration"),
  {
    title: "browser tests",
    work: async () => {
      const { ensureChromium } = await import("./chromium.mjs");
      const { buildIfStale } = await import("../main/build.mjs");
      const executable = await ensureChromium();
      await buildIfStale(step);
      return show("browser tests", [bin("@playwright/test/cli.js"), "test", "--reporter=list,json"], {
        PARLEY_CHROMIUM: executable,
        PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport,
      });
    },
    counts: () => playwrightCounts(browserReport),
  },
];

const total = { passed: 0, failed: 0, skipped: 0, flaky: 0 };
const broken = [];
try {
  await prepare();
  for (const part of parts) {
    const isGood = await part.work();
    const counts = (await part.counts?.()) ?? { passed: 0, failed: 0, skipped: 0 };
    for (const key of Object.keys(total)) total[key] += counts[key] ?? 0;
    if (!isGood) broken.push(part.title);
    if (!isGood && counts.failed === 0) total.failed += 1;
  }
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  broken.push("set-up");
  total.failed += 1;
} finally {
  await rm(results, { recursive: true, force: true });
}
process.stdout.write(broken.length > 0 ? `\nNot green: ${broken.join(", ")}\n` : "\nAll green\n");
if (total.flaky > 0) process.stdout.write(`Flaky, to be looked into: ${total.flaky}\n`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(broken.length > 0 ? 1 : 0);
