import type { Locator, Page } from "@playwright/test";
import { connectionOf, untilLive } from "./connection";
import { openThroughProxy } from "./cut";
import { expectAccessible } from "./expect-accessible";
import type { Scene } from "./scene";
import { untilStill } from "./still";
import { expect, test } from "./test";

/** First visits wait for the session and the rows. */
const firstVisitMs = 30_000;
const tolerancePx = 1;

const feed = (page: Page) => page.getByRole("feed").first();
const row = (page: Page, sequence: number) => page.locator(`[data-timeline] article[data-sequence="${sequence}"]`);

/** A channel that `ada` reads and an agent has written into. */
async function furnished(scene: Scene, texts: readonly string[], spec: { retentionPolicy?: string } = {}) {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group], ...spec });
  const agent = await scene.agent("writer", [group]);
  const sequences: number[] = [];
  for (const text of texts) sequences.push((await agent.channel(channel).publish(text)).sequence ?? 0);
  return { channel, agent, sequences, ada: await scene.person("ada", { groups: [group] }), group };
}

const lines = (count: number, text = (index: number) => `message ${index}`) =>
  Array.from({ length: count }, (_, index) => text(index));

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(feed(page)).toBeVisible({ timeout: firstVisitMs });
}

const offsetIn = async (page: Page, element: Locator) => {
  const [box, around] = [await element.boundingBox(), await feed(page).boundingBox()];
  if (!box || !around) throw new Error("is not drawn");
  return { top: box.y - around.y, bottom: box.y + box.height - around.y, height: around.height };
};

async function expectInView(page: Page, element: Locator): Promise<void> {
  await expect(async () => {
    const { top, bottom, height } = await offsetIn(page, element);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(Math.min(bottom, top + 40)).toBeLessThanOrEqual(height);
  }).toPass({ timeout: 15_000 });
}

/** As if they had been stored so long ago. */
async function age(scene: Scene, channel: string, sequences: readonly number[], interval: string): Promise<void> {
  const subject = `channels.${channel}`;
  await expect.poll(() => scene.db.message.count({ where: { subject } })).toBeGreaterThanOrEqual(sequences.length);
  await scene.db.$executeRaw`
    UPDATE "Message" SET "storedAt" = "storedAt" - ${interval}::interval
    WHERE "spaceId" = ${scene.spaceId} AND sequence = ANY(${sequences.map(BigInt)}::bigint[])`;
}

test("a link opens the conversation at its message and stays there while others come and heights change", async ({
  scene,
  signedIn,
}) => {
  const text = (index: number) =>
    index % 7 === 0 ? `code ${index}\n\`\`\`ts\n${"const x = 1;\n".repeat(12)}\`\`\`` : `message ${index}`;
  const { channel, agent, sequences, ada } = await furnished(scene, lines(260, text));
  const target = sequences[120] ?? 0;
  const page = await signedIn(ada);
  await open(page, `/s/${scene.spaceId}/c/${channel}?at=${target}`);
  await expect(row(page, target)).toHaveAttribute("aria-current", "true");
  await expectInView(page, row(page, target));
  await untilStill(page);
  const before = await offsetIn(page, row(page, target));
  for (const index of lines(20)) await agent.channel(channel).publish(`more ${index}\n\`\`\`\n${index}\n\`\`\``);
  await expect(page.getByRole("button", { name: /^20 new messages/ })).toBeVisible();
  // What is above grows, as an image does that has loaded.
  await feed(page).evaluate((scroller) => {
    const top = scroller.getBoundingClientRect().top;
    const above = [...scroller.querySelectorAll<HTMLElement>("article[data-sequence]")].filter(
      (each) => each.getBoundingClientRect().top < top,
    );
    for (const each of above) each.style.paddingBottom = "90px";
  });
  await untilStill(page);
  const after = await offsetIn(page, row(page, target));
  expect(Math.abs(after.top - before.top)).toBeLessThanOrEqual(tolerancePx);
  await expect(row(page, target)).not.toHaveAttribute("aria-current", "true");
  await expectAccessible(page, "a conversation at a message");

  await page.getByRole("button", { name: /^20 new messages/ }).click();
  await expect(page.getByText("more message 19")).toBeInViewport();
  await expect(page).toHaveURL(new RegExp(`/c/${channel}$`));
});

test("what is opened begins where it was, and what is closed is still under the pointer", async ({
  scene,
  signedIn,
}) => {
  const long = Array.from({ length: 200 }, (_, index) => `line ${index} of a long message`).join("\n");
  const { channel, sequences, ada } = await furnished(scene, [...lines(60), long, ...lines(3)]);
  const message = sequences[60] ?? 0;
  const page = await signedIn(ada);
  await open(page, `/s/${scene.spaceId}/c/${channel}`);
  const control = row(page, message).getByRole("button", { name: /^Show (all|less)/ });
  await expect(control).toBeInViewport();
  await untilStill(page);
  const before = await offsetIn(page, row(page, message));
  await control.click();
  await expect(page.getByText("line 199 of a long message")).toBeAttached();
  await untilStill(page);
  expect(Math.abs((await offsetIn(page, row(page, message))).top - before.top)).toBeLessThanOrEqual(tolerancePx);

  await control.scrollIntoViewIfNeeded();
  await untilStill(page);
  const pressed = await offsetIn(page, control);
  await control.click();
  await expect(page.getByText("line 199 of a long message")).toHaveCount(0);
  await untilStill(page);
  expect(Math.abs((await offsetIn(page, control)).top - pressed.top)).toBeLessThanOrEqual(tolerancePx);
});

test("the link of a message is copied from its menu, and gone from the address once the reader goes to the end", async ({
  scene,
  signedIn,
}) => {
  const { channel, sequences, ada } = await furnished(scene, lines(150));
  const target = sequences[20] ?? 0;
  const page = await signedIn(ada);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, `/s/${scene.spaceId}/c/${channel}?at=${target}`);
  await expectInView(page, row(page, target));
  await row(page, target).hover();
  await row(page, target).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());

  await feed(page).press("End");
  await expect(page.getByText("message 149", { exact: true })).toBeInViewport();
  await expect(page).toHaveURL(new RegExp(`/c/${channel}$`));
  await page.goto(`/s/${scene.spaceId}/c/${channel}?at=${target}`);
  await expectInView(page, row(page, target));
});

test("a link that leads nowhere says why and shows what is near", async ({ scene, signedIn }) => {
  const { channel, sequences, ada, agent, group } = await furnished(scene, lines(60));
  const other = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const elsewhere = (await agent.channel(other).publish("elsewhere")).sequence ?? 0;
  const later = (await agent.channel(channel).publish("later")).sequence ?? 0;
  const page = await signedIn(ada);
  const at = (text: string) => open(page, `/s/${scene.spaceId}/c/${channel}?at=${text}`);

  await at(String(elsewhere));
  await expect(page.getByText(`There is no message ${elsewhere.toLocaleString("en-US")} here.`)).toBeVisible();
  await expectInView(page, row(page, later));
  await expectAccessible(page, "a link that leads nowhere");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByText("There is no message")).toHaveCount(0);

  await at(String(later + 1_000_000));
  await expect(page.getByText("Nothing here has that number or a later one.")).toBeVisible();
  await expectInView(page, row(page, later));

  await at("seven");
  await expect(page.getByText("“seven” is not the number of a message.")).toBeVisible();
  await expectInView(page, row(page, later));

  const target = sequences[10] ?? 0;
  await scene.giveRole(channel, agent.principal, "moderator");
  await agent.channel(channel).redact(target, "spam");
  await at(String(target));
  await expectInView(page, row(page, target));
  await expect(row(page, target)).toContainText("Redacted by");
});

test("new messages begin at a line that does not move, and it is a key or a press away", async ({
  scene,
  signedIn,
}) => {
  const { channel, agent, ada } = await furnished(scene, lines(30));
  const page = await signedIn(ada);
  await open(page, `/s/${scene.spaceId}/c/${channel}`);
  await expect(page.getByText("message 29", { exact: true })).toBeInViewport();
  // Who was never here before has nothing unread; from now on it counts.
  const principal = { id: ada.principal, spaceId: scene.spaceId };
  await expect.poll(() => scene.db.attention.count({ where: { principal } }), { timeout: 20_000 }).toBeGreaterThan(0);
  await page.goto(`/s/${scene.spaceId}/for-me`);
  const unread: number[] = [];
  for (const text of lines(120, (index) => `unread ${index}`)) {
    unread.push((await agent.channel(channel).publish(text)).sequence ?? 0);
  }
  await open(page, `/s/${scene.spaceId}/c/${channel}`);
  await expect(page.getByText("unread 119")).toBeInViewport();
  const divider = page.locator("[data-first-new]");
  await page.getByRole("button", { name: "Jump to the first new message" }).click();
  await expect(divider).toBeInViewport();
  await expect(page.getByText("unread 0", { exact: true })).toBeInViewport();
  await expectAccessible(page, "a conversation with new messages");
  await untilStill(page);
  const before = await offsetIn(page, divider);
  await agent.channel(channel).publish("even later");
  await expect(page.getByRole("button", { name: /^1 new message/ })).toBeVisible();
  expect((await offsetIn(page, divider)).top).toBe(before.top);

  await feed(page).press("End");
  await expect(page.getByText("even later")).toBeInViewport();
  await feed(page).press("u");
  await expect(divider).toBeInViewport();
});

test("a day is a few presses away", async ({ ownScene: scene, signedIn }) => {
  const { channel, ada, sequences } = await furnished(scene, lines(90));
  await age(scene, channel, sequences.slice(0, 60), "10 days");
  const page = await signedIn(ada);
  await open(page, `/s/${scene.spaceId}/c/${channel}`);
  await feed(page).press("g");
  const popover = page.getByRole("dialog", { name: "Jump to" });
  await expect(popover).toBeVisible();
  await expectAccessible(page, "where to go in a conversation");
  await popover.getByRole("button", { name: "Beginning" }).click();
  await expect(page.getByText("message 0", { exact: true })).toBeInViewport();
  await expect(page.getByText(`This is where #${channel} begins.`)).toBeInViewport();

  const yesterday = new Date(Date.now() - 24 * 60 * 60_000).toISOString().slice(0, 10);
  await page.getByRole("button", { name: "Jump to", exact: true }).click();
  await popover.getByLabel("Date").fill(yesterday);
  await popover.getByRole("button", { name: "Go" }).click();
  await expectInView(page, row(page, sequences[60] ?? 0));
  await page.getByRole("button", { name: "Jump to", exact: true }).click();
  await popover.getByRole("button", { name: "Latest message" }).click();
  await expect(page.getByText("message 89", { exact: true })).toBeInViewport();
});

test("what retention removed is not passed over in silence", async ({ scene, signedIn }) => {
  const { channel, ada, sequences } = await furnished(scene, lines(12), { retentionPolicy: "1h" });
  await age(scene, channel, sequences.slice(0, 8), "2 hours");
  const page = await signedIn(ada);
  await open(page, `/s/${scene.spaceId}/c/${channel}?at=${sequences[3]}`);
  await expect(page.getByText("8 messages were removed: older than this channel keeps")).toBeVisible();
  await expect(page.getByText("because it was older than this channel keeps")).toBeVisible();
  await expect(row(page, sequences[8] ?? 0)).toBeInViewport();
  await expectAccessible(page, "a conversation with a hole");

  await age(scene, channel, sequences.slice(8), "2 hours");
  await page.reload();
  await expect(page.getByText("Nothing is kept any more")).toBeVisible();
  await expect(page.getByText("12 messages were removed: older than this channel keeps.")).toBeVisible();
});

test("messages that are gone before they could be read leave a visible hole", async ({ scene, installation }) => {
  const { channel, agent, ada } = await furnished(scene, lines(3));
  const { page, proxy, close } = await openThroughProxy({
    launchOptions: test.info().project.use.launchOptions,
    baseURL: installation.consoleUrl,
    person: ada,
    path: `/s/${scene.spaceId}/c/${channel}`,
  });
  await agent.channel(channel).publish("before");
  await expect(page.getByText("before", { exact: true })).toBeVisible();
  proxy.isClosed = true;
  expect(proxy.cut()).toBeGreaterThanOrEqual(1);
  await expect(connectionOf(page)).not.toContainText("Live");
  const gone: bigint[] = [];
  for (const text of lines(5)) gone.push(BigInt((await agent.channel(channel).publish(text)).sequence ?? 0));
  const where = { spaceId: scene.spaceId, sequence: { in: gone } };
  await expect.poll(() => scene.db.message.count({ where })).toBe(5);
  await scene.db.message.deleteMany({ where });
  proxy.isClosed = false;
  await untilLive(page);
  await agent.channel(channel).publish("after");
  await expect(page.getByText("after", { exact: true })).toBeVisible();
  await expect(page.getByText("Messages are missing here: they were removed")).toBeVisible();
  const hole = page.locator("[data-hole]");
  const [lower, upper] = [page.getByText("before", { exact: true }), page.getByText("after", { exact: true })];
  expect((await offsetIn(page, hole)).top).toBeGreaterThan((await offsetIn(page, lower)).top);
  expect((await offsetIn(page, hole)).top).toBeLessThan((await offsetIn(page, upper)).top);
  await close();
});
