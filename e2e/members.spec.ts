import type { Page } from "@playwright/test";
import { untilLive } from "./connection";
import { expectAccessible } from "./expect-accessible";
import type { Scene } from "./scene";
import { expect, test } from "./test";

async function furnished(scene: Scene) {
  const [crew, watch] = [await scene.group(scene.unique("ACrew")), await scene.group(scene.unique("BWatch"))];
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [crew, watch] }, scene.unique("lab"));
  const [worker, watcher] = [await scene.agent("worker", [crew]), await scene.agent("watcher", [watch])];
  const ada = await scene.person("ada", { groups: [crew] });
  return { crew, watch, channel, worker, watcher, ada };
}

async function open(page: Page, path: string): Promise<Page> {
  await page.setViewportSize({ width: 1400, height: 900 });
  await page.goto(path);
  await untilLive(page);
  return page;
}

const list = (page: Page) => page.getByRole("complementary", { name: "Members" });
const card = (page: Page) => page.getByRole("dialog", { name: /^About / });

test("members stand by their group, with what they do as it changes, and one group can be looked at alone", async ({
  scene,
  signedIn,
}) => {
  const { crew, watch, channel, worker, watcher, ada } = await furnished(scene);
  const page = await open(await signedIn(ada), `/s/${scene.spaceId}/c/${channel}`);
  const row = list(page).locator(`[data-member="${worker.principal}"]`);
  await expect(row).toHaveAttribute("data-status", "online");
  await expect(list(page).getByText(crew, { exact: true })).toBeVisible();
  await expect(list(page).getByText(watch, { exact: true })).toBeVisible();

  worker.publishStatus("running");
  await expect(row.getByRole("button", { name: "worker, agent, running" })).toBeVisible();
  worker.publishStatus("error");
  await expect(row).toHaveAttribute("data-status", "error");
  await expect.poll(async () => (await statusOf(scene, worker.principal))?.activity, { timeout: 20_000 }).toBe("error");
  await page.reload();
  await expect(row).toHaveAttribute("data-status", "error", { timeout: 30_000 });
  worker.publishStatus("idle");
  await expect(row.getByRole("button", { name: "worker, agent, idle" })).toBeVisible();
  await expectAccessible(page, "members by group");

  await list(page).getByRole("button", { name: "Members of" }).click();
  await page.getByRole("option", { name: new RegExp(watch) }).click();
  await expect(list(page).locator(`[data-member="${watcher.principal}"]`)).toBeVisible();
  await expect(row).toHaveCount(0);
  await worker.close();
  await list(page).getByRole("combobox", { name: "Members of" }).click();
  await page.getByRole("option", { name: "Everybody" }).click();
  await expect(row).toHaveAttribute("data-status", "offline", { timeout: 20_000 });
});

function statusOf(scene: Scene, id: string) {
  return scene.db.principal.findUnique({ where: { spaceId_id: { spaceId: scene.spaceId, id } } });
}

test("a name opens who that is, and what can be done: mention them, find what they said, administer them", async ({
  scene,
  signedIn,
}) => {
  const { channel, crew, worker, ada } = await furnished(scene);
  await worker.channel(channel).publish("I am at work.");
  const page = await open(await signedIn(ada), `/s/${scene.spaceId}/c/${channel}`);
  const message = page.getByRole("article").filter({ hasText: "I am at work." });
  await message.getByRole("button", { name: "Who worker is" }).click();
  await expect(card(page)).toContainText(worker.principal);
  await expect(card(page)).toContainText("Online");
  await expect(card(page)).toContainText("Member");
  await expect(card(page)).toContainText(crew);
  await expect(card(page).getByText("Connections")).toHaveCount(0);
  await expect(card(page).getByRole("button", { name: "Administer" })).toHaveCount(0);
  await expectAccessible(page, "a profile card");
  await page.keyboard.press("Escape");
  await expect(card(page)).toHaveCount(0);

  const row = list(page).locator(`[data-member="${worker.principal}"]`).getByRole("button").first();
  await row.focus();
  await page.keyboard.press("Enter");
  await card(page).getByRole("button", { name: "Mention" }).click();
  const field = page.getByRole("textbox", { name: `Message #${channel}` });
  await expect(field).toHaveValue(`@${worker.principal} `);
  await expect(field).toBeFocused();
  await field.fill("");

  await message.hover();
  await message.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Who worker is" }).click();
  await card(page).getByRole("button", { name: "Messages of worker in this channel" }).click();
  await expect(page.getByRole("combobox", { name: "Search this space" })).toHaveValue(
    `from:${worker.principal} in:${channel}`,
  );

  const admin = await open(
    await signedIn(await scene.person("root", { role: "admin" })),
    `/s/${scene.spaceId}/c/${channel}`,
  );
  await admin.locator(`[data-member="${worker.principal}"]`).getByRole("button").first().click();
  await expect(card(admin)).toContainText("Connections");
  await card(admin).getByRole("button", { name: "Administer" }).click();
  await expect(admin).toHaveURL(new RegExp(`/admin/agents/${worker.principal}$`));
});

test("all threads of a channel are counted in the tree, and found in a list", async ({ scene, signedIn }) => {
  const { channel, ada } = await furnished(scene);
  const { key: channelKey } = await scene.db.channel.findUniqueOrThrow({
    where: { spaceId_name: { spaceId: scene.spaceId, name: channel } },
  });
  await scene.db.thread.createMany({
    data: Array.from({ length: 60 }, (_, n) => ({
      channelKey,
      name: `case-${n}`,
      topic: `Case number ${n} of the pump`,
    })),
  });
  await scene.db.thread.update({
    where: { channelKey_name: { channelKey, name: "case-3" } },
    data: { state: "Archived" },
  });
  const page = await open(await signedIn(ada), `/s/${scene.spaceId}/c/${channel}`);
  const tree = page.getByRole("navigation", { name: "Channels" });
  // Alone in the tree, so that the keyboard's End is the end of its threads.
  await page.getByRole("textbox", { name: "Filter channels" }).fill(channel);
  await expect(tree.getByRole("link", { name: "Case number 59 of the pump" })).toBeVisible();
  await tree.getByRole("button", { name: "54 more threads" }).click();
  await tree.getByRole("link", { name: "Case number 59 of the pump" }).focus();
  await page.keyboard.press("End");
  await tree.getByRole("button", { name: "9 more threads" }).click();

  const dialog = page.getByRole("dialog", { name: "Threads" });
  await expect(dialog.getByRole("link").first()).toContainText("Case number 59 of the pump");
  await expectAccessible(page, "the list of threads");
  await dialog.getByRole("textbox", { name: "Search threads by topic or name" }).fill("number 3 of");
  await expect(dialog.getByText("No thread fits")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Which threads" }).click();
  await page.getByRole("option", { name: "Archived" }).click();
  await expect(dialog.getByRole("link")).toHaveCount(1);
  await expect(dialog.getByRole("link")).toContainText("Archived");
  await dialog.getByRole("link").click();
  await expect(page).toHaveURL(/\/t\/case-3$/);
  await expect(dialog).toHaveCount(0);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/s/${scene.spaceId}/c/${channel}`);
  await page.getByRole("button", { name: "More of this channel" }).click();
  await page.getByRole("menuitem", { name: "Threads", exact: true }).click();
  await expect(dialog.getByRole("link").first()).toBeVisible();
  await expectAccessible(page, "the list of threads on a phone");
});
