import type { Page } from "@playwright/test";
import type { Session } from "@/sdk";
import { untilLive } from "./connection";
import { expectAccessible } from "./expect-accessible";
import type { Scene, ScenePerson } from "./scene";
import { expect, test } from "./test";

interface Room {
  channel: string;
  group: string;
  agent: Session;
  page: Page;
}

/** A private channel with an agent, and somebody who has it open and may start threads in it. */
async function openRoom(scene: Scene, signedIn: (person: ScenePerson) => Promise<Page>): Promise<Room> {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("talker", [group]);
  const ann = await scene.person("ann", { groups: [group] });
  const page = await signedIn(ann);
  await open(page, `/s/${scene.spaceId}/c/${channel}`);
  return { channel, group, agent, page };
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await untilLive(page);
}

const field = (page: Page) => page.getByRole("textbox", { name: /^Message / });
const rows = (page: Page) => page.locator("article[data-sequence]");
const row = (page: Page, text: string) => rows(page).filter({ hasText: text });
const listbox = (page: Page) => page.getByRole("listbox");

/** Writes in the field, once what helps with writing is there. */
async function write(page: Page, text: string): Promise<void> {
  await field(page).focus();
  await page.keyboard.type(text);
}

async function say(page: Page, text: string): Promise<void> {
  await write(page, text);
  await page.keyboard.press("Enter");
  await expect(row(page, text)).toHaveCount(1);
}

/** Puts the keyboard on the newest message. */
async function focusLast(page: Page): Promise<void> {
  await page.getByRole("feed").focus();
  await page.keyboard.press("k");
  await expect(rows(page).last()).toBeFocused();
}

test("a message is answered from the keyboard, and the answer leads back to it", async ({ scene, signedIn }) => {
  const { channel, agent, page } = await openRoom(scene, signedIn);
  const { id } = await agent.channel(channel).publish("Pump 3 is hot.");
  await expect(row(page, "Pump 3 is hot.")).toBeVisible();
  await focusLast(page);
  await page.keyboard.press("r");
  await expect(field(page)).toBeFocused();
  const strip = page.locator('[data-aim="reply"]');
  await expect(strip).toContainText("Replying to talker Pump 3 is hot.");
  await page.keyboard.press("Escape");
  await expect(strip).toHaveCount(0);

  await focusLast(page);
  await page.keyboard.press("r");
  await expect(strip).toBeVisible();
  await page.reload();
  await expect(strip, "what is being written survives a reload").toContainText("Pump 3 is hot.");
  await expectAccessible(page, "an answer being written");
  await write(page, "Then stop it.");
  await page.keyboard.press("Enter");
  const answer = row(page, "Then stop it.");
  await expect(answer.locator(`[data-reply-to="${id}"]`)).toContainText("Pump 3 is hot.");
  await expect(strip).toHaveCount(0);
  const { messages } = await agent.channel(channel).history();
  expect(messages.at(-1)?.envelope).toMatchObject({ causationId: id, correlationId: id });

  await answer.getByRole("link", { name: /^In reply to/ }).click();
  await expect(page).toHaveURL(new RegExp(`[?&]at=${messages[0]?.sequence}$`));
});

test("the last message is edited with one key: the old one is a line, the new one says so, and owners read the original", async ({
  scene,
  signedIn,
}) => {
  const { channel, group, agent, page } = await openRoom(scene, signedIn);
  await say(page, "teh pump is hot");
  await page.keyboard.type("half a thought");
  await expect(field(page)).toHaveValue("half a thought");
  await page.keyboard.press("ArrowUp");
  await expect(page.locator('[data-aim="edit"]'), "only in an empty field").toHaveCount(0);
  await field(page).fill("");
  await page.keyboard.press("ArrowUp");
  await expect(page.locator('[data-aim="edit"]')).toBeVisible();
  await expect(field(page)).toHaveValue("teh pump is hot");
  await field(page).fill("the pump is hot");
  await page.keyboard.press("Enter");

  await expect(row(page, "the pump is hot").locator("[data-edited]")).toBeVisible();
  const replaced = page.locator("article", { has: page.locator("[data-replaced]") });
  await expect(replaced).toContainText("ann edited a message");
  await expect(page.getByText("teh pump")).toHaveCount(0);
  await page.reload();
  await expect(replaced).toContainText("ann edited a message");
  await expect(row(page, "the pump is hot").locator("[data-edited]")).toBeVisible();
  await expectAccessible(page, "an edited message");
  expect(JSON.stringify(await agent.channel(channel).history())).not.toContain("teh pump");

  const olga = await scene.person("olga", { groups: [group] });
  await scene.giveRole(channel, olga.principal, "owner");
  const owners = await signedIn(olga);
  await open(owners, `/s/${scene.spaceId}/c/${channel}`);
  await owners.getByRole("button", { name: "Show original" }).click();
  await expect(owners.getByText("teh pump is hot")).toBeVisible({ timeout: 15_000 });
});

test("the menu edits one's own messages and nobody else's", async ({ scene, signedIn }) => {
  const { channel, agent, page } = await openRoom(scene, signedIn);
  await say(page, "first of mine");
  await say(page, "second of mine");
  await agent.channel(channel).publish("theirs");
  await expect(row(page, "theirs")).toBeVisible();
  await focusLast(page);
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem", { name: "Reply" })).toBeFocused();
  await expect(page.getByRole("menuitem", { name: "Edit" })).toHaveCount(0);
  await expectAccessible(page, "the menu of a message");
  await page.keyboard.press("Escape");
  await row(page, "first of mine").hover();
  await row(page, "first of mine").getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("first of mine");
  await page.keyboard.press("Escape");
  await expect(field(page)).toHaveValue("");
});

test("a refused message says its rule and reason, and comes back into the field", async ({ scene, signedIn }) => {
  const { channel, agent, page } = await openRoom(scene, signedIn);
  await say(page, "before");
  await focusLast(page);
  await page.keyboard.press("e");
  await expect(field(page)).toHaveValue("before");
  const { messages } = await agent.channel(channel).history();
  const at = { sequence: BigInt(messages[0]?.sequence ?? 0), bySequence: BigInt((messages[0]?.sequence ?? 0) + 1) };
  const redaction = { spaceId: scene.spaceId, by: "mo", reason: "spam", at: new Date() };
  await scene.db.redaction.create({ data: { ...redaction, ...at } });
  await field(page).fill("after");
  await page.keyboard.press("Enter");
  const refusal = page.getByRole("alert").filter({ hasText: "Refused" });
  await expect(refusal).toContainText("has been replaced or redacted");
  await expect(refusal).toContainText("edit.target");
  await expect(refusal.getByRole("button", { name: "Try again" })).toBeVisible();
  await refusal.getByRole("button", { name: "Edit" }).click();
  await expect(field(page)).toHaveValue("after");
  await expect(refusal).toHaveCount(0);
});

test("a thread starts from a message, shows beneath it, and leads back", async ({ scene, signedIn }) => {
  const { channel, agent, page } = await openRoom(scene, signedIn);
  const { sequence } = await agent.channel(channel).publish("Why is **pump 3** so hot?");
  await expect(row(page, "Why is pump 3 so hot?")).toBeVisible();
  await focusLast(page);
  await page.keyboard.press("m");
  await page.getByRole("menuitem", { name: "Start thread", exact: true }).click();
  const thread = page.getByRole("region", { name: "Thread: Why is pump 3 so hot?" });
  await expect(thread).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveURL(/\/t\/why-is-pump-3-so-hot$/);
  await expect(thread.getByRole("link", { name: "Started from a message" })).toBeVisible();
  await thread.getByRole("textbox", { name: /^Message / }).fill("It has no water.");
  await page.keyboard.press("Enter");
  await expect(thread.locator("article[data-sequence]")).toHaveCount(1);
  await expectAccessible(page, "a thread beside its message");

  await page.reload();
  const foot = page.locator(`article[data-sequence="${sequence}"] [data-thread="why-is-pump-3-so-hot"]`);
  await expect(foot).toContainText("1 reply", { timeout: 15_000 });
  await agent.channel(channel).thread("why-is-pump-3-so-hot").publish("It never had any.");
  await expect(foot).toContainText("2 replies", { timeout: 10_000 });
  await thread.getByRole("link", { name: "Started from a message" }).click();
  await expect(page).toHaveURL(new RegExp(`/c/${channel}\\?at=${sequence}$`));
  await foot.click();
  await expect(thread).toBeVisible();
});

test("a Thread resource starts from a message, in the dialog filled in from it", async ({ scene, signedIn }) => {
  const { channel, agent, page } = await openRoom(scene, signedIn);
  await agent.channel(channel).publish("Valve 7 leaks");
  await row(page, "Valve 7 leaks").hover();
  await row(page, "Valve 7 leaks").getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Start Thread resource…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Name")).toHaveValue("valve-7-leaks");
  await expect(dialog.getByLabel("Topic")).toHaveValue("Valve 7 leaks");
});

test("mentions are completed among those who read the place, by keys alone", async ({ scene, signedIn }) => {
  const { channel, agent, page } = await openRoom(scene, signedIn);
  const outsider = await scene.person("talkative");
  await write(page, "ask @talk");
  await expect(listbox(page).getByRole("option")).toHaveCount(1, { timeout: 15_000 });
  await expect(listbox(page).getByRole("option", { name: /talker/ })).toHaveAttribute("aria-selected", "true");
  await expect(listbox(page)).not.toContainText(outsider.principal);
  const active = await field(page).getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active}"]`)).toContainText("talker");
  await expectAccessible(page, "a mention being completed");
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveValue(`ask @${agent.principal} `);
  await page.keyboard.type("and @");
  await expect(listbox(page).getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(listbox(page)).toHaveCount(0);
  await page.keyboard.type("nobody-here");
  await page.keyboard.press("Enter");
  const message = row(page, "nobody-here");
  await expect(message.locator(`[data-mention="${agent.principal}"]`)).toBeVisible();
  await expect(message.locator('[data-mention="unresolved"]')).toContainText("@nobody-here");
  expect((await agent.channel(channel).history()).messages.at(-1)?.envelope.mentions).toEqual([agent.principal]);
});

test("commands do what they say, only what is allowed is there, and what is none is not posted", async ({
  scene,
  signedIn,
}) => {
  const { channel, agent, page } = await openRoom(scene, signedIn);
  await write(page, "/");
  await expect(listbox(page).getByRole("option", { name: /^\/thread/ })).toBeVisible({ timeout: 15_000 });
  await expect(listbox(page).getByRole("option", { name: /^\/pause/ }), "they moderate nothing").toHaveCount(0);
  await expect(listbox(page).getByRole("option", { name: /^\/topic/ }), "nor manage it").toHaveCount(0);
  await expectAccessible(page, "the commands");
  await page.keyboard.type("mut");
  await page.keyboard.press("Tab");
  await expect(field(page)).toHaveValue("/mute ");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Muted: only what names you reaches you")).toBeVisible();
  await expect(field(page)).toHaveValue("");

  await write(page, "/pause");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("There is no command /pause here");
  await expect(field(page)).toHaveValue("/pause");
  await field(page).fill("//pause is no command");
  await page.keyboard.press("Enter");
  await expect(row(page, "/pause is no command")).toBeVisible();
  await write(page, "/thread Why 37.2?");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/t\/why-37-2$/, { timeout: 20_000 });
  const { messages } = await agent.channel(channel).history();
  expect(messages.map(({ envelope }) => envelope.payload.text)).toEqual(["/pause is no command"]);
});

test("who owns a channel changes its topic while writing, and nothing else of it", async ({ scene, signedIn }) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group], displayName: "Pumps" });
  const ann = await scene.person("ann", { groups: [group] });
  await scene.giveRole(channel, ann.principal, "owner");
  const page = await signedIn(ann);
  await open(page, `/s/${scene.spaceId}/c/${channel}`);
  await write(page, "/top");
  await expect(listbox(page).getByRole("option", { name: /^\/topic/ })).toBeVisible({ timeout: 15_000 });
  await page.keyboard.press("Tab");
  await page.keyboard.type("Readings of pump 3");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The topic was changed")).toBeVisible();
  await expect(page.getByRole("main").getByText("Readings of pump 3", { exact: true })).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
  const { spec } = await scene.kube.channels.get({ namespace: scene.spaceId, name: channel });
  expect(spec).toMatchObject({ topic: "Readings of pump 3", displayName: "Pumps", authorizedGroups: [group] });
});

test("markdown is made by keys, lists go on, and the preview shows what will be shown", async ({ scene, signedIn }) => {
  const { page } = await openRoom(scene, signedIn);
  const oneLine = (await field(page).boundingBox())?.height ?? 0;
  expect(oneLine, "an empty field is one line tall").toBeLessThan(40);
  await field(page).focus();
  await page.keyboard.type("/");
  await expect(listbox(page)).toBeVisible({ timeout: 15_000 });
  await page.keyboard.press("Backspace");
  await page.keyboard.type("- hot");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.press("End");
  await page.keyboard.press("Control+Shift+ArrowLeft");
  await page.keyboard.press("Control+b");
  await expect(field(page)).toHaveValue("- **hot**");
  await page.keyboard.press("Control+z");
  await expect(field(page), "it is undone like anything typed").toHaveValue("- hot");
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Enter");
  await expect(field(page)).toHaveValue("- hot\n- ");
  await page.keyboard.type("cold");
  await page.keyboard.press("Control+Shift+p");
  await expect(page.getByRole("region", { name: "Preview" }).getByRole("listitem")).toHaveText(["hot", "cold"]);
  await expectAccessible(page, "the preview");
  await page.getByRole("button", { name: "Hide preview" }).click();
  await expect(page.getByRole("region", { name: "Preview" })).toHaveCount(0);
});

test("on a phone the composer keeps to one line, and what can be taken is large enough", async ({
  scene,
  signedIn,
}) => {
  const { page } = await openRoom(scene, signedIn);
  await page.setViewportSize({ width: 390, height: 844 });
  await write(page, "/");
  const options = listbox(page).getByRole("option");
  await expect(options.first()).toBeVisible({ timeout: 15_000 });
  for (const option of await options.all()) {
    expect((await option.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
  }
  for (const button of await page
    .locator("form, div")
    .getByRole("button", { name: /^(Send|Attach files)$/ })
    .all()) {
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(32);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
