import type { Page } from "@playwright/test";
import type { Session } from "@/sdk";
import { untilLive } from "./connection";
import { expectAccessible } from "./expect-accessible";
import type { Scene } from "./scene";
import { expect, test } from "./test";

const arrival = { timeout: 15_000 };

const feed = (page: Page) => page.getByRole("feed", { name: "Messages of all channels and threads that you may read" });
const rows = (page: Page) => feed(page).getByRole("article");
const said = (page: Page, text: string) => rows(page).filter({ hasText: text });
const field = (page: Page) => page.getByRole("combobox", { name: "Show only" });
const waiting = (page: Page) => page.locator("[data-waiting]");

/** Two channels of a group with an agent in each, a channel of others, and a person who reads the two. */
async function furnished(scene: Scene) {
  const [group, others] = [await scene.group(), await scene.group()];
  const lab = await scene.channel({ visibility: "private", authorizedGroups: [group] }, scene.unique("lab"));
  const hall = await scene.channel({ visibility: "private", authorizedGroups: [group] }, scene.unique("hall"));
  const vault = await scene.channel({ visibility: "private", authorizedGroups: [others] }, scene.unique("vault"));
  const [first, second] = [await scene.agent("detector", [group, others]), await scene.agent("porter", [group])];
  const ada = await scene.person("ada", { groups: [group] });
  const channel = { connect: { spaceId_name: { spaceId: scene.spaceId, name: lab } } };
  await scene.db.thread.create({ data: { channel, name: "spike" } });
  return { ...{ group, others, lab, hall, vault, first, second, ada } };
}

async function open(page: Page, scene: Scene, query = ""): Promise<Page> {
  const filter = query === "" ? "" : `?${new URLSearchParams({ q: query })}`;
  await page.goto(`/s/${scene.spaceId}/firehose${filter}`);
  await untilLive(page);
  await expect(page.getByTitle(/^Listening to/)).toBeVisible(arrival);
  return page;
}

/** Publishes texts at a steady rate for a while. */
async function pour(agent: Session, channels: string[], perSecond: number, seconds: number): Promise<number> {
  const tickMs = 50;
  const perTick = Math.round((perSecond * tickMs) / 1_000);
  const ends = performance.now() + seconds * 1_000;
  const sent: Promise<unknown>[] = [];
  let count = 0;
  for (let next = performance.now(); next < ends; next += tickMs) {
    for (let n = 0; n < perTick; n += 1) {
      const channel = channels[count % channels.length] ?? "";
      sent.push(agent.channel(channel).publish(`burst ${count++} of the pumps in the hall`));
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next + tickMs - performance.now())));
  }
  await Promise.all(sent);
  return count;
}

test("what is said in any channel and thread appears at once; a filter narrows it; nothing comes from where the reader may not read", async ({
  scene,
  signedIn,
}) => {
  const { lab, hall, vault, first, second, ada } = await furnished(scene);
  const word = scene.unique("pressure").replace("-", "");
  const page = await open(await signedIn(ada), scene, word);
  await expect(page.getByText("Nothing fits the filter yet")).toBeVisible();
  await expectAccessible(page, "the Firehose before anything was said");
  await first.channel(vault).publish(`${word} in the vault`);
  await first.channel(lab).publish(`${word} in the lab`);
  await second.channel(hall).publish(`${word} in the hall`);
  await first
    .channel(lab)
    .thread("spike")
    .publish({ type: "anomaly.error", text: `${word} in a thread`, payload: { data: { error: "high" } } });
  await expect(said(page, `${word} in the lab`)).toBeVisible(arrival);
  await expect(said(page, `${word} in the hall`)).toContainText(second.principal);
  await expect(said(page, `${word} in a thread`)).toContainText(`#${lab} › spike`);
  await expect(said(page, `${word} in a thread`)).toContainText("anomaly.error");
  await expectAccessible(page, "the Firehose with messages");

  await field(page).fill(`${word} in:${hall}`);
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/[?&]q=/);
  await second.channel(lab).publish(`${word} elsewhere`);
  await second.channel(hall).publish(`${word} here`);
  await expect(said(page, `${word} here`)).toBeVisible(arrival);
  await field(page).fill(`${word} from:${first.principal}`);
  await expect(said(page, `${word} here`)).toHaveCount(0);
  await first.channel(hall).publish(`${word} from the first`);
  await expect(said(page, `${word} from the first`)).toBeVisible(arrival);
  await field(page).fill(`${word} has:error`);
  await first.channel(lab).publish({ type: "pump.error", text: `${word} failed` });
  await expect(said(page, `${word} failed`)).toBeVisible(arrival);
  await expect(rows(page)).toHaveCount(1);
  await field(page).fill("form:detector");
  await field(page).press("Enter");
  await expect(page.getByText(/Did you mean from:detector\?/)).toBeVisible();
  await field(page).fill(word);
  await expect(feed(page).getByText("in the vault")).toHaveCount(0);
  await expect(said(page, `${word} failed`)).toBeVisible();
});

test("paused it stands still and counts what waits; resumed it shows that too", async ({ scene, signedIn }) => {
  const { lab, hall, first, second, ada } = await furnished(scene);
  const word = scene.unique("flow").replace("-", "");
  const page = await open(await signedIn(ada), scene, word);
  await first.channel(lab).publish(`${word} before`);
  await expect(said(page, `${word} before`)).toBeVisible(arrival);
  await page.getByRole("button", { name: "Pause" }).click();
  for (let n = 1; n <= 20; n += 1) await second.channel(hall).publish(`${word} number ${n}`);
  await expect(waiting(page)).toHaveText("20 new messages wait", arrival);
  await expect(rows(page)).toHaveCount(1);
  await expectAccessible(page, "the paused Firehose");
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(rows(page)).toHaveCount(21);
  await expect(said(page, `${word} number 20`)).toBeInViewport();
  await expect(waiting(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Empty the list" }).click();
  await expect(page.getByText("Nothing fits the filter yet")).toBeVisible();
});

test("of a flood a part is shown, and how much was left out is said; the page stays quick", async ({
  scene,
  signedIn,
}) => {
  const { lab, hall, first, ada } = await furnished(scene);
  const page = await open(await signedIn(ada), scene, "burst");
  await first.channel(lab).publish("burst 0, the first");
  await expect(rows(page)).toHaveCount(1, arrival);
  await page.evaluate(() => {
    const longest = { ms: 0 };
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ entryTypes: ["longtask"] });
  });
  const counted = pour(first, [lab, hall], 400, 12);
  await expect(page.getByText(/^Showing 1 in \d+$/)).toBeVisible(arrival);
  await expect(page.getByRole("button", { name: new RegExp(`Show only #${lab}, `) })).toBeVisible();
  await expect.poll(() => rows(page).count()).toBeLessThanOrEqual(60);
  const sent = (await counted) + 1;
  const longestMs = await page.evaluate(() => (window as unknown as { longest: { ms: number } }).longest.ms);
  test.info().annotations.push({ type: "longest task", description: `${Math.round(longestMs)} ms` });
  await page.getByRole("button", { name: "Pause" }).click();
  // What is shown and what is left out are everything that was sent.
  await expect(async () => {
    const { listed, leftOut } = await page.locator("[data-left-out]").evaluate(({ dataset }: HTMLElement) => dataset);
    expect(Number(listed) + Number(leftOut)).toBe(sent);
  }).toPass(arrival);
  await expectAccessible(page, "the sampled Firehose");
});

test("who loses a channel while watching sees no more of it, and is told", async ({ scene, signedIn }) => {
  const { lab, hall, vault, group, others, first, ada } = await furnished(scene);
  const word = scene.unique("leak").replace("-", "");
  await scene.addToGroup(others, ada.principal);
  const page = await open(await signedIn(ada), scene, word);
  await first.channel(vault).publish(`${word} while open`);
  await expect(said(page, `${word} while open`)).toBeVisible(arrival);
  await scene.removeFromGroup(others, ada.principal);
  await expect(feed(page).getByText(`#${vault} can no longer be read.`)).toBeVisible({ timeout: 30_000 });
  await first.channel(vault).publish(`${word} behind closed doors`);
  await first.channel(lab).publish(`${word} in the open`);
  await expect(said(page, `${word} in the open`)).toBeVisible(arrival);
  await expect(feed(page).getByText("behind closed doors")).toHaveCount(0);

  const gained = await scene.channel({ visibility: "private", authorizedGroups: [group] }, scene.unique("new"));
  await expect(feed(page).getByText(`#${gained} can be read now.`)).toBeVisible({ timeout: 30_000 });
  await first.channel(gained).publish(`${word} in the new one`);
  await expect(said(page, `${word} in the new one`)).toBeVisible(arrival);
  expect(hall).not.toBe("");
});

test("with the keyboard alone: choose a message, look at it in place, open it where it was said", async ({
  scene,
  signedIn,
}) => {
  const { lab, hall, first, second, ada } = await furnished(scene);
  const word = scene.unique("valve").replace("-", "");
  const page = await open(await signedIn(ada), scene, word);
  await page.keyboard.press("f");
  await expect(field(page)).toBeFocused();
  await first.channel(lab).publish(`${word} **one**\n\nwith a second paragraph`);
  const { sequence } = await second.channel(hall).publish(`${word} two`);
  await expect(rows(page)).toHaveCount(2, arrival);
  await page.getByRole("button", { name: "Pause" }).focus();
  await page.keyboard.press("p");
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  await feed(page).focus();
  await page.keyboard.press("k");
  await expect(said(page, `${word} two`)).toBeFocused();
  await page.keyboard.press("k");
  await expect(said(page, `${word} one`)).toBeFocused();
  await page.keyboard.press("o");
  await expect(said(page, `${word} one`).locator("strong")).toHaveText("one");
  await expectAccessible(page, "a message opened in place");
  await page.keyboard.press("o");
  await expect(said(page, `${word} one`).locator("strong")).toHaveCount(0);
  await page.keyboard.press("End");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/c/${hall}\\?at=${sequence}$`));
  await expect(page.locator(`article[data-sequence="${sequence}"]`)).toBeInViewport();
});

test("the search of all of history opens beside it with the same words, and a redacted message is blanked", async ({
  scene,
  signedIn,
}) => {
  const { lab, first, ada } = await furnished(scene);
  await scene.giveRole(lab, first.principal, "moderator");
  const word = scene.unique("secret").replace("-", "");
  const page = await open(await signedIn(ada), scene, word);
  const { sequence = 0 } = await first.channel(lab).publish(`${word} is swordfish`);
  await expect(said(page, "swordfish")).toBeVisible(arrival);
  await first.channel(lab).redact(sequence, "Spilled.");
  await expect(feed(page).getByText(`Redacted by ${first.principal}: Spilled.`)).toBeVisible(arrival);
  await expect(feed(page).getByText("swordfish")).toHaveCount(0);
  await page.getByRole("button", { name: "Search all of history" }).click();
  const panel = page.getByRole("complementary", { name: "Search messages" });
  await expect(panel.getByRole("combobox")).toHaveValue(word);
  await panel.getByRole("button", { name: "Close search" }).click();
  await expect(panel).toHaveCount(0);
  await expect(field(page)).toHaveValue(word);
});

test("on a phone every message is legible and the page does not scroll sideways", async ({ scene, signedIn }) => {
  const { lab, first, ada } = await furnished(scene);
  const word = scene.unique("narrow").replace("-", "");
  const page = await signedIn(ada);
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, scene, word);
  await first.channel(lab).publish(`${word} ${"and a long story ".repeat(30)}`);
  await expect(said(page, word)).toBeVisible(arrival);
  await expectAccessible(page, "the Firehose on a phone");
  await said(page, word).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/c/${lab}\\?at=\\d+$`));
});
