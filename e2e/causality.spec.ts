import type { Page } from "@playwright/test";
import type { MessageDraft, Session } from "@/sdk";
import { untilLive } from "./connection";
import { expectAccessible } from "./expect-accessible";
import type { Scene } from "./scene";
import { expect, test } from "./test";

async function furnished(scene: Scene) {
  const [group, others] = [await scene.group(), await scene.group()];
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] }, scene.unique("lab"));
  const closed = await scene.channel({ visibility: "private", authorizedGroups: [others] }, scene.unique("vault"));
  const detector = await scene.agent("detector", [group, others]);
  const analyst = await scene.agent("analyst", [group]);
  return { channel, closed, detector, analyst, ada: await scene.person("ada", { groups: [group] }) };
}

/** Publishes, and says what it was. */
async function say(agent: Session, channel: string, draft: MessageDraft) {
  const { id, sequence = 0 } = await agent.channel(channel).publish(draft);
  return { id, sequence };
}

/** A question, a call that fails, another that works, an answer; one message in a place that Ada cannot read. */
async function talk({ channel, closed, detector, analyst }: Awaited<ReturnType<typeof furnished>>) {
  const question = await say(detector, channel, { text: "Why is pump 3 at **37.2 °C**?" });
  const story = { correlationId: question.id };
  const call = await say(analyst, channel, {
    ...story,
    type: "tool.call",
    causationId: question.id,
    payload: { data: { tool: "search_logs", arguments: { pump: 3 } } },
  });
  const failed = await say(analyst, channel, {
    ...story,
    type: "tool.result",
    causationId: call.id,
    payload: { data: { tool: "search_logs", callId: call.id, error: "timed out" } },
  });
  const hidden = await say(detector, closed, { ...story, causationId: failed.id, text: "The vault says more." });
  const answer = await say(analyst, channel, { ...story, causationId: hidden.id, text: "The bearing is dry." });
  const broken = await say(detector, channel, { ...story, causationId: crypto.randomUUID(), text: "Who asked?" });
  return { question, call, failed, hidden, answer, broken };
}

const tree = (page: Page) => page.getByRole("tree", { name: "Messages by what caused them" });
const sequence = (page: Page) => page.getByRole("region", { name: "Messages in the order of time" });
const detail = (page: Page) => page.getByRole("complementary", { name: "Message", exact: true });

test("a message's menu leads to its exchange: who said what because of what, with what is broken and what is hidden", async ({
  scene,
  signedIn,
}) => {
  const setting = await furnished(scene);
  const { question, broken } = await talk(setting);
  const page = await signedIn(setting.ada);
  await page.goto(`/s/${scene.spaceId}/c/${setting.channel}`);
  const row = page.locator(`[data-sequence="${question.sequence}"]`).first();
  await row.hover();
  await row.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Show exchange" }).click();
  await expect(page).toHaveURL(new RegExp(`/exchange/${question.id}\\?at=${question.sequence}$`));

  const rows = sequence(page).getByRole("button");
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(0)).toHaveAccessibleName(/^detector, Why is pump 3 at 37.2 °C\?$/);
  await expect(rows.nth(1)).toHaveAccessibleName(/^analyst, calls search_logs, [\d.]+ m?s after detector/);
  await expect(rows.nth(2)).toHaveAccessibleName(/^analyst, result of search_logs error, [\d.]+ m?s after analyst/);
  await expect(rows.nth(3)).toHaveAccessibleName(/Its cause is not visible to you/);
  await expect(rows.nth(4)).toHaveAccessibleName(/Broken link: there is no message/);
  await expect(page.getByText("5 messages · 2 participants")).toBeVisible();
  await expect(page.getByText("vault")).toHaveCount(0);
  await expect(detail(page)).toContainText("37.2 °C");
  await expectAccessible(page, "the sequence of an exchange");

  await detail(page)
    .getByRole("button", { name: /search_logs/ })
    .click();
  await expect(page).toHaveURL(/at=\d+/);
  await expect(rows.nth(1)).toHaveAttribute("aria-current", "true");
  await rows.nth(1).press("End");
  await expect(rows.nth(4)).toBeFocused();
  await expect(detail(page)).toContainText("Who asked?");
  await expect(detail(page)).toContainText("Broken link");

  await page.getByRole("tab", { name: "Tree" }).click();
  await expect(tree(page).getByRole("treeitem")).toHaveCount(6);
  await expect(tree(page).getByRole("treeitem", { name: "A message that is not visible to you" })).toHaveAttribute(
    "aria-level",
    "1",
  );
  await expect(tree(page).getByRole("treeitem", { name: /The bearing is dry/ })).toHaveAttribute("aria-level", "2");
  await expect(tree(page).getByRole("treeitem", { name: /result of search_logs error/ })).toHaveAttribute(
    "aria-level",
    "3",
  );
  await expectAccessible(page, "the tree of an exchange");
  await tree(page)
    .getByRole("treeitem", { name: /Why is pump 3/ })
    .click();
  await page.keyboard.press("ArrowLeft");
  await expect(tree(page).getByRole("treeitem")).toHaveCount(4);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(tree(page).getByRole("treeitem", { name: /calls search_logs/ })).toBeFocused();

  await page.goto(`/s/${scene.spaceId}/exchange/${question.id}?at=${broken.sequence}`);
  await detail(page)
    .getByRole("link", { name: `Open in #${setting.channel}` })
    .click();
  await expect(page).toHaveURL(new RegExp(`/c/${setting.channel}\\?at=${broken.sequence}$`));
});

test("an exchange grows while it is looked at, in places that were part of it and in new ones", async ({
  scene,
  signedIn,
}) => {
  const setting = await furnished(scene);
  const { channel, detector, analyst, ada } = setting;
  const alone = await say(detector, channel, { text: "Is anybody there?" });
  const page = await signedIn(ada);
  await page.goto(`/s/${scene.spaceId}/exchange/${alone.id}`);
  await expect(page.getByText("This message stands alone.")).toBeVisible();
  await untilLive(page);
  await expectAccessible(page, "an exchange of one message");

  const reply = await say(analyst, channel, { text: "I am.", correlationId: alone.id, causationId: alone.id });
  await expect(sequence(page).getByRole("button", { name: /I am\.$/ })).toBeVisible();
  await expect(page.getByText("This message stands alone.")).toHaveCount(0);

  const elsewhere = await scene.channel({ visibility: "public" }, scene.unique("hall"));
  await say(analyst, elsewhere, { text: "Over here.", correlationId: alone.id, causationId: reply.id });
  await expect(sequence(page).getByRole("button", { name: /Over here\.$/ })).toBeVisible();
  await scene.giveRole(channel, detector.principal, "moderator");
  await detector.channel(channel).redact(reply.sequence, "Spilled.");
  await expect(sequence(page).getByRole("button", { name: /Redacted$/ })).toBeVisible();
  await expect(page.getByText("I am.")).toHaveCount(0);
});

test("twenty participants and five hundred messages are drawn by what is in view, and what came before is a press away", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] }, scene.unique("crowd"));
  const agents = await Promise.all(
    Array.from({ length: 20 }, (_, at) => scene.agent(`agent-with-a-long-name-${at}`, [group])),
  );
  const correlationId = scene.unique("crowd");
  let last: string | undefined;
  for (let n = 0; n < 520; n += 1) {
    const agent = agents[(n * 7) % 20];
    if (!agent) continue;
    const { id } = await agent
      .channel(channel)
      .publish({ text: `step ${n}`, correlationId, ...(last && { causationId: last }) });
    last = id;
  }
  const page = await signedIn(await scene.person("ada", { groups: [group] }));
  await page.goto(`/s/${scene.spaceId}/exchange/${correlationId}`);
  await expect(page.getByText("500 messages · 20 participants")).toBeVisible({ timeout: 30_000 });
  expect(await sequence(page).getByRole("button").count()).toBeLessThan(60);
  await expectAccessible(page, "an exchange of twenty");
  await page.getByRole("button", { name: "Show earlier messages" }).click();
  await expect(page.getByText("520 messages · 20 participants")).toBeVisible();
  const first = sequence(page).getByRole("button").first();
  await first.focus();
  await page.keyboard.press("End");
  await expect(sequence(page).getByRole("button", { name: /step 519$/ })).toBeFocused();
  await expect(sequence(page).getByRole("button", { name: /step 519$/ })).toBeInViewport();
  await page.getByRole("tab", { name: "Tree" }).click();
  await expect(tree(page).getByRole("treeitem", { name: /step 519$/ })).toHaveAttribute("aria-selected", "true");
  expect(await tree(page).getByRole("treeitem").count()).toBeLessThan(60);
});

test("of an exchange in closed places alone nothing is said, and a phone shows the tree", async ({
  scene,
  signedIn,
}) => {
  const setting = await furnished(scene);
  const { closed, detector, ada } = setting;
  const correlationId = scene.unique("sealed");
  await say(detector, closed, { text: "Nobody hears this.", correlationId });
  const { question } = await talk(setting);
  const page = await signedIn(ada);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/s/${scene.spaceId}/exchange/${correlationId}`);
  await expect(page.getByRole("heading", { name: "Nothing of this exchange is there for you" })).toBeVisible({
    timeout: 30_000,
  });
  await expectAccessible(page, "an exchange of which nothing is visible");
  await page.goto(`/s/${scene.spaceId}/exchange/${question.id}`);
  await expect(tree(page).getByRole("treeitem")).toHaveCount(6);
  await tree(page)
    .getByRole("treeitem", { name: /The bearing is dry/ })
    .click();
  const drawer = page.getByRole("dialog", { name: "Message" });
  await expect(drawer).toContainText("The bearing is dry.");
  await expectAccessible(page, "a message of an exchange on a phone");
  await drawer.getByRole("button", { name: "Close the message" }).click();
  await expect(drawer).toHaveCount(0);
});
