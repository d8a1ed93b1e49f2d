import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { untilLive } from "./connection";
import { type Installation, startInstallation } from "./installation";
import { openScene, type Scene } from "./scene";
import { expect, test } from "./test";

// These tests kill servers, so they have an installation of their own.
test.describe.configure({ mode: "serial" });

let installation: Installation;
let scene: Scene;

test.beforeAll(async () => {
  installation = await startInstallation();
  scene = await openScene(installation);
});
test.afterAll(async () => {
  await scene.close();
  await installation.stop();
});

async function killProcess(name: string): Promise<void> {
  const processes = JSON.parse(await readFile(join(installation.home, "processes.json"), "utf8")) as {
    name: string;
    pid: number;
  }[];
  const found = processes.find((process) => process.name === name);
  if (!found) throw new Error(`no process ${name}`);
  process.kill(found.pid, "SIGKILL");
}

/** Every sequence the page shows, gathered by going up to `first` and then down to `last`, a part of a screen at a time. */
async function shownSequences(page: Page, first: number, last: number): Promise<number[]> {
  const shown = await page.getByRole("feed").evaluate(
    async (element, { first, last, untilMs }) => {
      const gathered = new Set<number>();
      const deadline = performance.now() + untilMs;
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const gather = async () => {
        for (let frames = 0; frames < 3; frames += 1) await frame();
        for (const row of element.querySelectorAll<HTMLElement>("article[data-sequence]")) {
          gathered.add(Number(row.dataset["sequence"]));
        }
      };
      while (!gathered.has(first) && performance.now() < deadline) {
        element.scrollTo({ top: 0 });
        await gather();
      }
      gathered.clear();
      await gather();
      while (!gathered.has(last) && performance.now() < deadline) {
        element.scrollBy({ top: element.clientHeight * 0.5 });
        await gather();
      }
      return [...gathered];
    },
    { first, last, untilMs: 120_000 },
  );
  return shown.sort((a, b) => a - b);
}

async function storedSequences(channel: string): Promise<number[]> {
  const rows = await scene.db.message.findMany({
    where: { spaceId: scene.spaceId, subject: `channels.${channel}` },
    select: { sequence: true, id: true },
    orderBy: { sequence: "asc" },
  });
  expect(new Set(rows.map((row) => row.id)).size, "no message is stored twice").toBe(rows.length);
  return rows.map((row) => Number(row.sequence));
}

test("a killed nats-server while 5,000 messages flow: afterwards the screen shows exactly what the stream holds", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const messages = 5_000;
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const person = await scene.person("watcher", { groups: [group] });
  const agent = await scene.agent("writer", [group]);
  const context = await browser.newContext({ baseURL: installation.consoleUrl });
  const page = await context.newPage();
  await page.goto("/signin");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("textbox", { name: "Password" }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/s\//);
  await page.goto(`/s/${scene.spaceId}/c/${channel}`);
  await untilLive(page);
  await page.evaluate(() => Object.assign(window, { wasNotReloaded: true }));

  let accepted = 0;
  let kill: Promise<void> | undefined;
  const handle = agent.channel(channel);
  const verdicts: Promise<unknown>[] = [];
  for (let number = 1; number <= messages; number += 1) {
    verdicts.push(
      handle.publish(`message ${number}`).then((verdict) => {
        accepted += 1;
        if (accepted === messages / 4) kill = killProcess("nats-server");
        return verdict;
      }),
    );
    if (number % 100 === 0) await verdicts.at(-100);
  }
  await Promise.all(verdicts);
  expect(kill, "nats-server was killed").toBeDefined();
  await kill;
  expect(accepted).toBe(messages);

  const stream = await scene.streamSequences(channel);
  expect(stream).toHaveLength(messages);
  await expect.poll(() => storedSequences(channel), { timeout: 60_000 }).toEqual(stream);
  await expect(page.getByText(`message ${messages}`, { exact: true })).toBeVisible({ timeout: 60_000 });
  expect(await shownSequences(page, stream[0] ?? 0, stream.at(-1) ?? 0)).toEqual(stream);
  expect(await page.evaluate(() => "wasNotReloaded" in window)).toBe(true);
  await context.close();
});

test("killed services in the middle of 10,000 messages: Postgres ends with exactly the accepted ones, none twice", async () => {
  test.setTimeout(240_000);
  const messages = 10_000;
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("writer", [group]);
  const handle = agent.channel(channel);
  const accepted = new Map<string, number>();
  let kill: Promise<void> | undefined;
  const verdicts: Promise<unknown>[] = [];
  for (let number = 1; number <= messages; number += 1) {
    const id = randomUUID();
    verdicts.push(
      handle.publish({ id, text: `message ${number}` }).then(({ sequence }) => {
        accepted.set(id, sequence ?? 0);
        if (accepted.size === messages / 4) kill = killProcess("services");
      }),
    );
    if (number % 200 === 0) await verdicts.at(-200);
  }
  await Promise.all(verdicts);
  expect(kill, "the services were killed").toBeDefined();
  await kill;
  await expect.poll(async () => (await storedSequences(channel)).length, { timeout: 60_000 }).toBe(accepted.size);
  const stored = await scene.db.message.findMany({
    where: { spaceId: scene.spaceId, subject: `channels.${channel}` },
    select: { id: true, sequence: true },
  });
  expect(await scene.streamSequences(channel)).toEqual([...accepted.values()].sort((a, b) => a - b));
  expect(new Map(stored.map((row) => [row.id, Number(row.sequence)]))).toEqual(accepted);
  expect(accepted.size).toBe(messages);
});
