import type { Page } from "@playwright/test";
import { untilLive } from "./connection";
import { expectAccessible } from "./expect-accessible";
import type { Scene } from "./scene";
import { expect, test } from "./test";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Go to" });
const field = (page: Page) => dialog(page).getByRole("combobox", { name: "Channel, thread, person or page" });
const options = (page: Page) => dialog(page).getByRole("option");
const option = (page: Page, name: string | RegExp) => dialog(page).getByRole("option", { name });
const highlighted = (page: Page) => dialog(page).locator("[role=option][data-highlighted]");

async function open(page: Page, path: string): Promise<Page> {
  await page.goto(path);
  await untilLive(page);
  return page;
}

/** Opens the switcher; a key that comes before the page listens is pressed again. */
async function press(page: Page, key = "Control+K"): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(dialog(page)).toBeVisible({ timeout: 5_000 });
  }).toPass();
}

/** Two channels of a group, a person who reads both, and one who reads neither. */
async function furnished(scene: Scene) {
  const group = await scene.group();
  const spec = { visibility: "private" as const, authorizedGroups: [group] };
  const lab = await scene.channel({ ...spec, displayName: "Pump laboratory" }, scene.unique("lab"));
  const hall = await scene.channel(spec, scene.unique("hall"));
  const agent = await scene.agent("detector", [group]);
  return { group, lab, hall, agent, ada: await scene.person("ada", { groups: [group] }) };
}

test("Ctrl+K leads to a channel by a part of its name, with the keyboard alone", async ({ scene, signedIn }) => {
  const { lab, hall, agent, ada } = await furnished(scene);
  const page = await open(await signedIn(ada), `/s/${scene.spaceId}/c/${hall}`);
  await agent.channel(lab).publish(`@${ada.principal} look`);
  await press(page);
  await expect(field(page)).toBeFocused();
  await expect(option(page, /Pump laboratory.*unread for you/)).toBeVisible();
  await expectAccessible(page, "the switcher as it opens");
  await field(page).pressSequentially("pulab");
  await expect(highlighted(page)).toContainText("Pump laboratory");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", /.+/);
  await expectAccessible(page, "the switcher with what was found");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/c/${lab}$`));
  await expect(dialog(page)).toHaveCount(0);

  await press(page);
  await expect(options(page).first()).toContainText(hall);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await press(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/c/${hall}$`));
});

test("arrow keys choose, the same key closes, and nothing that fits is said", async ({ scene, signedIn }) => {
  const { lab, hall, ada } = await furnished(scene);
  const page = await open(await signedIn(ada), `/s/${scene.spaceId}/c/${hall}`);
  const composer = page.getByRole("textbox", { name: `Message #${hall}` });
  await composer.fill("half a sent");
  await press(page);
  await expect(options(page).first()).toHaveAttribute("data-highlighted", "");
  await page.keyboard.press("ArrowDown");
  await expect(options(page).nth(1)).toHaveAttribute("data-highlighted", "");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(highlighted(page)).toHaveCount(1);
  await field(page).fill("nothing is called like this");
  await expect(dialog(page).getByText("Nothing is called that")).toBeVisible();
  await expectAccessible(page, "the switcher that found nothing");
  await page.keyboard.press("Control+K");
  await expect(dialog(page)).toHaveCount(0);
  await expect(composer).toBeFocused();
  await expect(composer).toHaveValue("half a sent");

  await press(page);
  await field(page).fill(lab);
  await expect(highlighted(page)).toContainText("Pump laboratory");
  const [tab] = await Promise.all([page.context().waitForEvent("page"), page.keyboard.press("Control+Enter")]);
  await expect(tab).toHaveURL(new RegExp(`/c/${lab}$`));
  await tab.close();
});

test("what the page does not hold is found by the server: old threads, people and agents, and none of others' places", async ({
  scene,
  signedIn,
}) => {
  const { lab, hall, agent, ada } = await furnished(scene);
  const vault = await scene.channel({ visibility: "private", authorizedGroups: [await scene.group()] });
  const word = scene.unique("spike");
  const keyOf = async (name: string) =>
    (await scene.db.channel.findFirstOrThrow({ where: { spaceId: scene.spaceId, name } })).key;
  const [labKey, vaultKey] = [await keyOf(lab), await keyOf(vault)];
  const named = (channelKey: number, name: string) => ({ channelKey, name, topic: "" });
  const oldest = { ...named(labKey, `${word}-oldest`), topic: "How it began" };
  await scene.db.thread.createMany({ data: [oldest, named(vaultKey, `${word}-hidden`)] });
  await scene.db.thread.createMany({ data: Array.from({ length: 60 }, (_, n) => named(labKey, `filler-${n}`)) });
  const page = await open(await signedIn(ada), `/s/${scene.spaceId}/c/${hall}`);
  await press(page);
  await field(page).fill(word);
  await expect(option(page, /How it began/)).toBeVisible();
  await expect(option(page, new RegExp(`${word}-hidden`))).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/c/${lab}/t/${word}-oldest$`));
  await expect(page.getByRole("heading", { name: "How it began" })).toBeVisible();

  await press(page);
  await field(page).fill(agent.principal);
  await expect(option(page, new RegExp(`${agent.principal}.*Agent`))).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search this space" })).toHaveValue(`from:${agent.principal}`);
});

test("pages are for everybody, those of the administration for admins", async ({ scene, signedIn }) => {
  const { hall, group, ada } = await furnished(scene);
  const page = await open(await signedIn(ada), `/s/${scene.spaceId}/c/${hall}`);
  await press(page);
  await field(page).fill("threads");
  await expect(option(page, /^Threads\b.*Page/)).toBeVisible();
  await field(page).fill("decisions");
  await expect(dialog(page).getByText("Nothing is called that")).toBeVisible();

  const admin = await open(
    await signedIn(await scene.person("root", { groups: [group], role: "admin" })),
    `/s/${scene.spaceId}/c/${hall}`,
  );
  await press(admin);
  await field(admin).fill("decisions");
  await admin.keyboard.press("Enter");
  await expect(admin).toHaveURL(/\/admin\/decisions$/);
});

test("ten thousand entries are as quick, and few of them on the page", async ({ scene, signedIn }) => {
  const { group, hall, ada } = await furnished(scene);
  const root = scene.unique("fleet");
  const { key: groupKey } = await scene.db.group.findFirstOrThrow({ where: { spaceId: scene.spaceId, name: group } });
  const names = Array.from({ length: 200 }, (_, n) => `${root}.unit-${n}`);
  await scene.db.channel.createMany({
    data: names.map((name) => ({ spaceId: scene.spaceId, name, visibility: "private" as const })),
  });
  const channels = await scene.db.channel.findMany({ where: { spaceId: scene.spaceId, name: { startsWith: root } } });
  await scene.db.channelRole.createMany({
    data: channels.map(({ key: channelKey }) => ({
      channelKey,
      groupKey,
      role: "member" as const,
      origin: "resource" as const,
    })),
  });
  await scene.db.thread.createMany({
    data: channels.flatMap(({ key: channelKey }) =>
      Array.from({ length: 50 }, (_, n) => ({
        channelKey,
        name: `thread-${n}`,
        topic: `Matter ${n} of a unit with a rather long name`,
      })),
    ),
  });
  const page = await open(await signedIn(ada), `/s/${scene.spaceId}/c/${hall}`);
  await press(page);
  await expect(dialog(page).getByText(/10,\d{3} entries/)).toBeAttached();
  expect(await options(page).count()).toBeLessThanOrEqual(60);
  await field(page).pressSequentially("unit 19", { delay: 30 });
  await expect(highlighted(page)).toContainText("unit-19");
  expect(await options(page).count()).toBeLessThanOrEqual(60);
  for (let n = 0; n < 30; n += 1) await page.keyboard.press("ArrowDown");
  await expect(highlighted(page)).toBeInViewport();
  await expect(highlighted(page)).toHaveAttribute("aria-posinset", "31");

  // Enter is faster than so long a list, and leads to what was typed all the same.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await field(page).fill("unit 123");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/c/${root}\\.unit-123$`));
  await scene.db.channel.deleteMany({ where: { spaceId: scene.spaceId, name: { startsWith: root } } });
});

test("on a phone the switcher is opened by its button and fills the screen", async ({ scene, signedIn }) => {
  const { lab, hall, ada } = await furnished(scene);
  const page = await signedIn(ada);
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, `/s/${scene.spaceId}/c/${hall}`);
  await page.getByRole("button", { name: "Open navigation" }).click();
  await page.getByRole("button", { name: "Go to …" }).click();
  await expect(field(page)).toBeFocused();
  await field(page).fill("pump lab");
  await expectAccessible(page, "the switcher on a phone");
  await option(page, /Pump laboratory/).click();
  await expect(page).toHaveURL(new RegExp(`/c/${lab}$`));
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("? shows every key where nobody types, and single keys can be switched off", async ({ scene, signedIn }) => {
  const { hall, ada } = await furnished(scene);
  const page = await open(await signedIn(ada), `/s/${scene.spaceId}/c/${hall}`);
  const sheet = page.getByRole("dialog", { name: "Keyboard" });
  const composer = page.getByRole("textbox", { name: `Message #${hall}` });
  await composer.fill("");
  await composer.press("?");
  await expect(composer).toHaveValue("?");
  await expect(sheet).toHaveCount(0);
  await composer.fill("");
  await page.getByRole("button", { name: "Search messages" }).focus();
  await page.keyboard.press("?");
  await expect(sheet.getByText("Next place with something unread")).toBeVisible();
  await expect(sheet.getByText("Control K", { exact: true })).toHaveCount(0);
  await expect(sheet.getByText("Ctrl K", { exact: true })).toBeAttached();
  await expectAccessible(page, "the keys");
  await sheet.getByRole("switch", { name: /Single keys anywhere/ }).click();
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press("?");
  await page.keyboard.press("/");
  await expect(page.getByRole("complementary", { name: "Search messages" })).toHaveCount(0);
  await page.getByRole("button", { name: "Account and settings" }).click();
  await page.getByRole("menuitem", { name: /^Keyboard/ }).click();
  await sheet.getByRole("switch", { name: /Single keys anywhere/ }).click();
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await page.getByRole("button", { name: "Search messages" }).focus();
  await page.keyboard.press("?");
  await expect(sheet).toBeVisible();
});
