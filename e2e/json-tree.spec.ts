import type { CDPSession, Page } from "@playwright/test";
import { permalinkOf } from "@/components/chat/permalink";
import { expect, test } from "./test";

// What a trace records of each moment would be measured too.
test.use({ trace: "off" });

const jsonBytes = 5_000_000;
const mountedMax = 60;
/** The aim is 200 ms; a machine that does something else at the same time may take longer, a tree that mounts everything takes seconds. */
const boundMs = 1_000;

const numbered = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Each about 5 MB, with the line that is there first and one that is far away. */
const shapes = {
  "a list of 100,000": () => numbered(100_000).map((index) => ({ reading: index, value: index / 7, at: 7 })),
  "an object of 50,000": () =>
    Object.fromEntries(numbered(50_000).map((index) => [`sensor-${index}`, { unit: "°C", note: "x".repeat(59) }])),
  "one long text": () => ({ text: "All work and no play. ".repeat(jsonBytes / 22 - 1) }),
  "a thousand levels": () => JSON.parse(`${'{"in":'.repeat(1_000)}"${"x".repeat(4_990_000)}"${"}".repeat(1_000)}`),
};

/**
 * Opens the file; resolves with what that took without the download, once it is painted. `undefined` when it was still
 * at hand and so not read at all. Runs in the page.
 */
async function openTree(name: string): Promise<number | undefined> {
  performance.clearResourceTimings();
  const isShown = new Promise<void>((resolve) => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector("article .json-tree li")) return;
      observer.disconnect();
      resolve();
    }).observe(document.body, { childList: true, subtree: true });
  });
  const clicked = performance.now();
  document.querySelector<HTMLElement>(`button[aria-label="Open ${name} as a tree"]`)?.click();
  await isShown;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const painted = performance.now();
  const [file] = performance
    .getEntriesByType("resource")
    .filter((each) => each.name.includes("attachments")) as PerformanceResourceTiming[];
  return file ? painted - clicked - (file.responseEnd - file.fetchStart) : undefined;
}

/** What the page's main thread has worked so far, in milliseconds of its own. */
async function workedMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return (metrics.find((each) => each.name === "TaskDuration")?.value ?? 0) * 1_000;
}

/** The best of five, on a machine that is never idle: from the click to the painted tree, and the main thread's work for it. */
async function measure(page: Page, name: string): Promise<{ wallMs: number; workMs: number }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const best = { wallMs: Number.POSITIVE_INFINITY, workMs: Number.POSITIVE_INFINITY };
  for (let attempt = 0; attempt < 5; attempt++) {
    const before = await workedMs(cdp);
    const wallMs = await page.evaluate(openTree, name);
    if (wallMs !== undefined) {
      best.wallMs = Math.min(best.wallMs, wallMs);
      best.workMs = Math.min(best.workMs, (await workedMs(cdp)) - before);
    }
    await page.getByRole("button", { name: `Close ${name}` }).press("Enter");
    await expect(page.locator("article .json-tree")).toHaveCount(0);
  }
  await cdp.detach();
  return best;
}

test("5 MB of JSON are open as a tree at once, whatever their shape, with only the lines in view mounted", async ({
  scene,
  signedIn,
}, testInfo) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const handle = (await scene.agent("worker", [group])).channel(channel);
  const page = await signedIn(await scene.person("ann", { groups: [group] }));
  await page.goto(permalinkOf(scene.spaceId, { channel }, undefined));
  for (const [shape, make] of Object.entries(shapes)) {
    const content = Buffer.from(JSON.stringify(make()));
    expect(content.length / jsonBytes).toBeGreaterThan(0.95);
    expect(content.length / jsonBytes).toBeLessThanOrEqual(1);
    const name = `${shape.replaceAll(/\W+/g, "-")}.json`;
    await handle.publish({ text: shape, attachments: [await handle.upload(content, name)] });
    await expect(page.getByRole("button", { name: `Open ${name} as a tree` })).toBeVisible();
    const { wallMs, workMs } = await measure(page, name);
    const description = `${wallMs.toFixed(0)} ms after the click, ${workMs.toFixed(0)} ms of work`;
    testInfo.annotations.push({ type: `${shape} (${content.length} bytes)`, description });
    expect(wallMs).toBeLessThan(boundMs);
  }
  const lines = page.locator("article .json-tree li");
  const openFile = (shape: keyof typeof shapes) =>
    page.getByRole("button", { name: `Open ${shape.replaceAll(/\W+/g, "-")}.json as a tree` }).click();

  await openFile("a list of 100,000");
  await expect(lines.first()).toContainText("reading: 0");
  for (const [count, rest] of [
    ["51", "99,950"],
    ["501", "99,500"],
    ["5,001", "95,000"],
    ["50,001", "50,000"],
  ]) {
    await page.getByRole("region", { name: `Data, ${count} lines` }).press("End");
    await page.getByRole("button", { name: `${rest} more` }).click();
  }
  await page.getByRole("region", { name: "Data, 100,000 lines" }).press("End");
  await lines.filter({ hasText: "reading: 99999" }).getByRole("button").click();
  await page.getByRole("region", { name: "Data, 100,003 lines" }).press("End");
  await expect(lines.filter({ hasText: /at7$/ })).toBeInViewport();
  expect(await lines.count()).toBeLessThan(mountedMax);
});
