import type { Page } from "@playwright/test";
import { openThroughProxy } from "./cut";
import { endWatch, memoryOf, scrollToBeginning, sequencesOnScreen, startWatch } from "./rows-on-page";
import type { Scene } from "./scene";
import { expect, test } from "./test";

const mountedMax = 60;
const firstVisitMs = 30_000;

const feed = (page: Page) => page.getByRole("feed").first();

async function furnished(scene: Scene) {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("writer", [group]);
  return { channel, agent, ada: await scene.person("ada", { groups: [group] }) };
}

async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByLabel("Connection")).toContainText("Live", { timeout: firstVisitMs });
  await expect(feed(page)).toBeVisible();
}

/** Mostly short, with code, long text and tables in between. */
function textOf(index: number): string {
  if (index % 61 === 0) return `Step ${index}:\n\`\`\`ts\n${"const reading = await sensor.read();\n".repeat(8)}\`\`\``;
  if (index % 47 === 0) return `| sensor | value |\n|---|---|\n| ${index} | 3 |\n| ${index + 1} | 4 |`;
  if (index % 13 === 0) return `Message ${index} is longer. ${"It says more than fits on one line. ".repeat(6)}`;
  return `message ${index}`;
}

test("100,000 messages are scrolled end to end with few rows mounted and nothing moving by itself", async ({
  ownScene: scene,
  signedIn,
}) => {
  test.setTimeout(300_000);
  const count = 100_000;
  const { channel, ada } = await furnished(scene);
  const sequences = await scene.fill(
    channel,
    "writer",
    Array.from({ length: count }, (_, index) => textOf(index + 1)),
  );
  const page = await signedIn(ada);
  await openLive(page, `/s/${scene.spaceId}/c/${channel}`);
  await expect(page.getByText(`message ${count - 1}`, { exact: true })).toBeInViewport();
  const journey = await scrollToBeginning(page);
  test.info().annotations.push({ type: "journey", description: JSON.stringify(journey) });
  expect(journey.mountedMax).toBeLessThanOrEqual(mountedMax);
  expect(journey.driftMax).toBeLessThan(1);
  await expect(page.getByText("message 1", { exact: true })).toBeInViewport();

  const middle = sequences[50_000] ?? 0;
  await openLive(page, `/s/${scene.spaceId}/c/${channel}?at=${middle}`);
  await expect(page.locator(`[data-sequence="${middle}"]`)).toBeInViewport();
  await feed(page).press("End");
  await expect(page.getByText(`message ${count - 1}`, { exact: true })).toBeInViewport();
});

test("200 messages a second for a minute are drawn without a long task, in bounded memory", async ({
  scene,
  signedIn,
}) => {
  test.setTimeout(180_000);
  const [perTick, tickMs, ticks] = [10, 50, 1_200];
  const { channel, agent, ada } = await furnished(scene);
  const page = await signedIn(ada);
  const cdp = await page.context().newCDPSession(page);
  await scene.fill(
    channel,
    "writer",
    Array.from({ length: 500 }, (_, index) => textOf(index)),
  );
  await openLive(page, `/s/${scene.spaceId}/c/${channel}`);
  // As much as a page holds of a conversation, and a little more.
  const warm = await scene.fill(
    channel,
    "writer",
    Array.from({ length: 1_800 }, (_, index) => textOf(index)),
  );
  await expect(page.locator(`[data-sequence="${warm.at(-1)}"]`)).toBeVisible();

  const before = await memoryOf(cdp);
  await startWatch(page);
  const handle = agent.channel(channel);
  const published: Promise<number | undefined>[] = [];
  await new Promise<void>((resolve) => {
    const start = performance.now();
    let tick = 0;
    const timer = setInterval(() => {
      for (; tick < (performance.now() - start) / tickMs && tick < ticks; tick += 1) {
        for (let index = 0; index < perTick; index += 1) {
          published.push(handle.publish(textOf(published.length)).then(({ sequence }) => sequence));
        }
      }
      if (tick < ticks) return;
      clearInterval(timer);
      resolve();
    }, tickMs);
  });
  const sequences = await Promise.all(published);
  await expect(page.locator(`[data-sequence="${sequences.at(-1)}"]`)).toBeVisible();
  const { tasks, mountedMax: mounted } = await endWatch(page);
  const after = await memoryOf(cdp);
  const figures = { longest: Math.max(0, ...tasks), tasks: tasks.length, mounted, before, after };
  test.info().annotations.push({ type: "figures", description: JSON.stringify(figures) });

  expect(sequences).toHaveLength(perTick * ticks);
  // Of what is held in memory none is missing.
  const held = sequences.slice(-1_000).map((sequence) => sequence ?? 0);
  expect(await sequencesOnScreen(page, (held[0] ?? 0) - 1)).toEqual(held);
  expect(figures.longest).toBeLessThanOrEqual(100);
  expect(mounted).toBeLessThanOrEqual(mountedMax);
  expect(after.heapBytes - before.heapBytes).toBeLessThan(12 * 1_048_576);
  expect(after.nodes - before.nodes).toBeLessThan(3_000);
});

test("a socket that is cut fifty times during 10,000 messages costs none of them", async ({ scene, installation }) => {
  test.setTimeout(240_000);
  const [rounds, perRound] = [50, 200];
  const { channel, agent, ada } = await furnished(scene);
  const proxied = await openThroughProxy({
    launchOptions: test.info().project.use.launchOptions,
    baseURL: installation.consoleUrl,
    person: ada,
    path: `/s/${scene.spaceId}/c/${channel}`,
  });
  const { page, proxy } = proxied;
  const handle = agent.channel(channel);
  let verified = (await handle.publish("ready")).sequence ?? 0;
  await expect(page.locator(`[data-sequence="${verified}"]`)).toBeVisible();
  let cuts = 0;
  for (let round = 0; round < rounds; round += 1) {
    const cutAt = Math.floor(Math.random() * perRound);
    const published = Array.from({ length: perRound }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index));
      if (index === cutAt) cuts += proxy.cut();
      return (await handle.publish(`round ${round}, message ${index}`)).sequence ?? 0;
    });
    const last = Math.max(...(await Promise.all(published)));
    const lastRow = page.locator(`[data-sequence="${last}"]`);
    await expect(async () => {
      // What a browser tells once the network is back: after so many cuts the session would wait for seconds by itself.
      await page.evaluate(() => window.dispatchEvent(new Event("online")));
      await expect(lastRow).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
    const shown = await sequencesOnScreen(page, verified);
    const stored = await scene.streamSequences(channel, verified);
    expect(shown, `after ${cuts} cuts`).toEqual(stored);
    expect(stored).toHaveLength(perRound);
    verified = last;
    await feed(page).press("End");
  }
  expect(cuts).toBeGreaterThanOrEqual(rounds);
  await proxied.close();
});
