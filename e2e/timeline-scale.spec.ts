import type { Page } from "@playwright/test";
import { flood, furnished, openLive, textsOf } from "./bulk";
import { openThroughProxy } from "./cut";
import { endWatch, memoryOf, scrollToBeginning, sequencesOnScreen, startWatch } from "./rows-on-page";
import { expect, test } from "./test";

const mountedMax = 60;
const megabyte = 1_048_576;
/** Of a window that stalls. How fast it is, `npm run bench:timeline` says: here it shares two cores with all it talks to. */
const stallMs = 2_000;

const feed = (page: Page) => page.getByRole("feed").first();
const row = (page: Page, sequence: number | undefined) => page.locator(`[data-timeline] [data-sequence="${sequence}"]`);
const note = (type: string, figures: object) =>
  test.info().annotations.push({ type, description: JSON.stringify(figures) });

test("100,000 messages are scrolled end to end with few rows mounted and nothing moving by itself", async ({
  ownScene: scene,
  signedIn,
}) => {
  test.setTimeout(300_000);
  const count = 100_000;
  const { channel, ada } = await furnished(scene);
  const sequences = await scene.fill(channel, "writer", textsOf(count));
  const page = await signedIn(ada);
  await openLive(page, `/s/${scene.spaceId}/c/${channel}`);
  await expect(row(page, sequences.at(-1))).toBeInViewport();
  const journey = await scrollToBeginning(page);
  note("journey", journey);
  expect(journey.looks).toBeGreaterThan(500);
  expect(journey.pages).toBeGreaterThan(0);
  expect(journey.mountedMax).toBeLessThanOrEqual(mountedMax);
  expect(journey.driftMax).toBeLessThan(1);
  await expect(row(page, sequences[0])).toBeInViewport();
  await feed(page).press("End");
  await expect(row(page, sequences.at(-1))).toBeInViewport();
});

test("200 messages a second for a minute are all drawn, with few rows mounted, in bounded memory", async ({
  scene,
  signedIn,
}) => {
  test.setTimeout(240_000);
  const seconds = 60;
  const { channel, agent, ada } = await furnished(scene);
  const page = await signedIn(ada);
  const cdp = await page.context().newCDPSession(page);
  await scene.fill(channel, "writer", textsOf(500));
  await openLive(page, `/s/${scene.spaceId}/c/${channel}`);
  // As much as a page holds of a conversation, and a little more.
  const warm = await scene.fill(channel, "writer", textsOf(1_800));
  await expect(row(page, warm.at(-1))).toBeVisible();

  const before = await memoryOf(cdp);
  await startWatch(page);
  const sequences = await flood(agent, channel, seconds);
  await expect(row(page, sequences.at(-1))).toBeVisible();
  const { tasks, mountedMax: mounted } = await endWatch(page);
  const after = await memoryOf(cdp);
  note("figures", { longest: Math.max(0, ...tasks), tasks: tasks.length, mounted, before, after });

  expect(sequences).toHaveLength(200 * seconds);
  // Of what is held in memory none is missing.
  const held = sequences.slice(-1_000);
  expect(await sequencesOnScreen(page, (held[0] ?? 0) - 1)).toEqual(held);
  expect(Math.max(0, ...tasks)).toBeLessThan(stallMs);
  expect(mounted).toBeLessThanOrEqual(mountedMax);
  expect(after.heapBytes - before.heapBytes).toBeLessThan(24 * megabyte);
  expect(after.nodes - before.nodes).toBeLessThan(5_000);
});

test("a socket that is cut fifty times during 10,000 messages costs none of them", async ({ scene, installation }) => {
  test.setTimeout(300_000);
  const [rounds, perRound] = [50, 200];
  const { channel, agent, ada } = await furnished(scene);
  const { page, proxy, close } = await openThroughProxy({
    launchOptions: test.info().project.use.launchOptions,
    baseURL: installation.consoleUrl,
    person: ada,
    path: `/s/${scene.spaceId}/c/${channel}`,
  });
  const handle = agent.channel(channel);
  let verified = (await handle.publish("ready")).sequence ?? 0;
  await expect(row(page, verified)).toBeVisible();
  let cuts = 0;
  for (let round = 0; round < rounds; round += 1) {
    const cutAt = Math.floor(Math.random() * perRound);
    const published = Array.from({ length: perRound }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index));
      if (index === cutAt) cuts += proxy.cut();
      return (await handle.publish(`round ${round}, message ${index}`)).sequence ?? 0;
    });
    const last = Math.max(...(await Promise.all(published)));
    await expect(async () => {
      // What a browser tells once the network is back: after so many cuts the session would wait for seconds by itself.
      await page.evaluate(() => window.dispatchEvent(new Event("online")));
      await expect(row(page, last)).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
    const shown = await sequencesOnScreen(page, verified);
    const stored = await scene.streamSequences(channel, verified);
    expect(shown, `after ${cuts} cuts`).toEqual(stored);
    expect(stored).toHaveLength(perRound);
    verified = last;
    await feed(page).press("End");
  }
  expect(cuts).toBeGreaterThanOrEqual(rounds);
  await close();
});
