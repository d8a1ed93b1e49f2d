import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { superviseChild } from "./children";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-children-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function supervise(name: string, source: string) {
  const script = join(folder, `${name}.mjs`);
  const logFile = join(folder, `${name}.log`);
  await writeFile(script, source);
  const told: string[] = [];
  const child = await superviseChild({
    name,
    script,
    env: { PATH: process.env["PATH"] },
    logFile,
    onStart: () => told.push("start"),
    onCrash: (_name, how) => told.push(how),
  });
  return { child, told, log: () => readFile(logFile, "utf8") };
}

test("what a process says with its last breath is in its log when it has stopped", async () => {
  const length = 60_000;
  const { child, log } = await supervise(
    "talker",
    `import { writeSync } from "node:fs";
     process.on("SIGTERM", () => { writeSync(1, "x".repeat(${length})); process.exit(0); });
     process.send("ready");
     setInterval(() => {}, 1_000);`,
  );
  await child.stop();
  expect(await log()).toHaveLength(length);
});

test("a process that ends by itself is started again, and one that never gets ready is a failure with its own words", async () => {
  const { child, told } = await supervise(
    "fragile",
    `process.on("SIGTERM", () => process.exit(0));
     process.on("SIGUSR2", () => process.exit(3));
     process.send("ready");
     setInterval(() => {}, 1_000);`,
  );
  const before = child.pid ?? 0;
  process.kill(before, "SIGUSR2");
  await expect.poll(() => told).toEqual(["exit code 3", "start"]);
  expect(child.pid).not.toBe(before);
  await child.stop();
  await expect(supervise("broken", `throw new Error("no such database");`)).rejects.toMatchObject({
    code: "UNAVAILABLE",
    message: expect.stringContaining("no such database"),
  });
});
