import type { Page } from "@playwright/test";
import { untilLive } from "./connection";
import { expectAccessible } from "./expect-accessible";
import type { Scene } from "./scene";
import { expect, test } from "./test";

/** A channel that everybody of a group reads, one that only the agent reads, and what was said in them, stored. */
async function furnished(scene: Scene) {
  const [group, others] = [await scene.group(), await scene.group()];
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] }, scene.unique("lab"));
  const closed = await scene.channel({ visibility: "private", authorizedGroups: [others] }, scene.unique("vault"));
  const agent = await scene.agent("detector", [group, others]);
  const word = scene.unique("anomaly").replace("-", "");
  for (let n = 1; n <= 30; n += 1) await agent.channel(channel).publish(`${word} number ${n}`);
  await agent.channel(channel).publish({ text: `${word} with code\n\`\`\`ts\nconst ok = true;\n\`\`\`` });
  await agent.channel(closed).publish(`${word} in the vault`);
  await stored(scene, word, 32);
  const person = (name: string) => scene.person(name, { groups: [group] });
  return { channel, agent, word, ada: await person("ada"), bob: await person("bob") };
}

async function stored(scene: Scene, word: string, count: number): Promise<void> {
  await expect
    .poll(() => scene.db.message.count({ where: { spaceId: scene.spaceId, text: { contains: word } } }), {
      timeout: 20_000,
    })
    .toBe(count);
}

async function open(page: Page, path: string): Promise<Page> {
  await page.goto(path);
  await untilLive(page);
  return page;
}

const panel = (page: Page) => page.getByRole("complementary", { name: "Search messages" });
const field = (page: Page) => panel(page).getByRole("combobox", { name: "Search this space" });
const results = (page: Page) => panel(page).getByRole("region", { name: "Results" }).getByRole("link");

test("search opens by a key, completes what is typed, finds what the reader may read, and leads to it", async ({
  scene,
  signedIn,
}) => {
  const { channel, agent, word, ada } = await furnished(scene);
  const page = await open(await signedIn(ada), `/s/${scene.spaceId}/c/${channel}`);
  await page.keyboard.press("Control+Shift+F");
  await expect(field(page)).toBeFocused();
  await expect(panel(page).getByText("What you can write")).toBeVisible();
  await expectAccessible(page, "the empty search");

  await field(page).pressSequentially(`${word} fro`);
  await expect(panel(page).getByRole("option", { name: /^from:/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await field(page).pressSequentially(agent.principal.slice(0, 10));
  await expect(panel(page).getByRole("option", { name: agent.principal })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveValue(`${word} from:${agent.principal} `);
  await expect(panel(page).getByText("25 or more messages found")).toBeVisible();
  await expect(results(page).first()).toContainText("with code");
  await expect(results(page).first()).toContainText(`#${channel}`);
  await expect(results(page).first().locator("mark").first()).toHaveText(word);
  await expect(page).toHaveURL(/[?&]q=/);
  await expectAccessible(page, "a search with results");

  await panel(page).getByRole("button", { name: "Look further back" }).click();
  await expect(panel(page).getByText("31 messages found")).toBeVisible();
  await expect(
    panel(page).getByText(/^Looked through [\d,]+ messages, back to .+\. That is all there is\.$/),
  ).toBeAttached();
  await expect(panel(page).getByText("in the vault")).toHaveCount(0);

  await field(page).fill(`${word} has:code -number`);
  await expect(panel(page).getByText("1 message found")).toBeVisible();
  await field(page).press("ArrowDown");
  await results(page).first().click();
  await expect(page).toHaveURL(/[?&]at=\d+/);
  await expect(panel(page)).toBeVisible();
  await field(page).press("Escape");
  await expect(panel(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/[?&]q=/);
});

test("what cannot be understood is named with what to write instead, and nothing found says how far was looked", async ({
  scene,
  signedIn,
}) => {
  const { channel, word, ada } = await furnished(scene);
  const page = await open(await signedIn(ada), `/s/${scene.spaceId}/c/${channel}`);
  await page.getByRole("feed").first().focus();
  await page.keyboard.press("/");
  await field(page).fill("form:detector");
  await field(page).press("Enter");
  await expect(panel(page).getByText(/Did you mean from:detector\?/)).toBeVisible();
  await expect(field(page)).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "a refused filter");
  await field(page).fill(`${word}nosuchthing`);
  await expect(panel(page).getByRole("heading", { name: "Nothing found" })).toBeVisible();
  await expect(panel(page).getByText(/^Looked through /)).toBeVisible();
});

test("a search is shared by its address and by name, and finds for each reader what they may read", async ({
  scene,
  signedIn,
}) => {
  const { channel, word, ada, bob } = await furnished(scene);
  const query = `${word} has:code`;
  const name = scene.unique("Code");
  const first = await open(
    await signedIn(ada),
    `/s/${scene.spaceId}/c/${channel}?${new URLSearchParams({ q: query })}`,
  );
  await expect(panel(first).getByText("1 message found")).toBeVisible();
  await panel(first).getByRole("button", { name: "Save filter" }).click();
  await panel(first).getByLabel("Name").fill(name);
  await panel(first).getByRole("checkbox", { name: "Share with everybody in this space" }).click();
  await expectAccessible(first, "the form that saves a filter");
  await panel(first).getByRole("button", { name: "Save", exact: true }).click();
  await expect(first.getByText(`“${name}” is saved.`)).toBeVisible();

  const second = await open(await signedIn(bob), `/s/${scene.spaceId}/c/${channel}`);
  await second.getByRole("button", { name: "Search messages" }).click();
  await panel(second)
    .getByRole("button", { name: new RegExp(name) })
    .click();
  await expect(field(second)).toHaveValue(query);
  await expect(panel(second).getByText("1 message found")).toBeVisible();

  await panel(first).getByRole("button", { name: "Clear" }).click();
  await panel(first)
    .getByRole("button", { name: `Remove “${name}”` })
    .click();
  await expect(panel(first).getByRole("button", { name: new RegExp(name) })).toHaveCount(0);
});

test("a redacted message is no longer found by what it said", async ({ scene, signedIn }) => {
  const { channel, agent, ada } = await furnished(scene);
  await scene.giveRole(channel, agent.principal, "moderator");
  const secret = scene.unique("swordfish").replace("-", "");
  const { sequence = 0 } = await agent.channel(channel).publish(`the password is ${secret}`);
  await stored(scene, secret, 1);
  const page = await open(await signedIn(ada), `/s/${scene.spaceId}/c/${channel}?q=${secret}`);
  await expect(panel(page).getByText("1 message found")).toBeVisible();
  await agent
    .channel(channel)
    .publish({ type: "message.redaction", payload: { data: { sequence, reason: "Spilled." } } });
  await page.reload();
  await expect(panel(page).getByRole("heading", { name: "Nothing found" })).toBeVisible();
});

test("on a phone the search lies over the conversation and gives way to what it found", async ({ scene, signedIn }) => {
  const { channel, word, ada } = await furnished(scene);
  const page = await signedIn(ada);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/s/${scene.spaceId}/c/${channel}`);
  await page.getByRole("button", { name: "Search messages" }).click();
  await field(page).fill(`${word} with code`);
  await expect(panel(page).getByText("1 message found")).toBeVisible();
  await expectAccessible(page, "the search on a phone");
  await results(page).first().click();
  await expect(panel(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/c\/.+\?at=\d+$/);
});

test("the same filter shows a part of a conversation live, and says of how much", async ({ scene, signedIn }) => {
  const { channel, agent, word, ada } = await furnished(scene);
  const page = await open(
    await signedIn(ada),
    `/s/${scene.spaceId}/c/${channel}?${new URLSearchParams({ filter: "has:code" })}`,
  );
  const feed = page.getByRole("feed").first();
  await expect(feed.getByText("with code")).toBeVisible();
  await expect(page.getByText("1 of 31 loaded")).toBeVisible();
  await agent.channel(channel).publish(`${word} plain`);
  await agent.channel(channel).publish("later\n```\ncode\n```");
  await expect(feed.getByText("later")).toBeVisible();
  await expect(page.getByText("2 of 33 loaded")).toBeVisible();
  await expect(feed.getByText(`${word} plain`)).toHaveCount(0);
  await expectAccessible(page, "a filtered timeline");
  await page.getByRole("button", { name: "Search all of history" }).click();
  await expect(panel(page).getByText("2 messages found")).toBeVisible();
  await page.getByRole("combobox", { name: "Show only" }).fill("has:attachment");
  await expect(page.getByText("Nothing here fits the filter")).toBeVisible();
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(feed.getByText(`${word} plain`)).toBeVisible();
});
