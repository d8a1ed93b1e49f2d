import type { Page } from "@playwright/test";
import { expect, test } from "./test";

/** Fails the test that lets a page be loaded anew after this. */
async function markAsLoaded(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => Object.assign(window, { wasNotReloaded: true }));
  return async () => expect(await page.evaluate(() => "wasNotReloaded" in window), "no reload").toBe(true);
}

test("a wrong password gets one plain message, the right one lets in, and there is a way out", async ({
  page,
  scene,
  installation,
}) => {
  const person = await scene.person("ann");
  await page.goto(`${installation.consoleUrl}/signin`);
  const alerts = page.getByRole("main").getByRole("alert");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("textbox", { name: "Password" }).fill("not this one");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(alerts).toHaveText(/^That did not work\. Check the e-mail and the password/);
  await page.getByRole("textbox", { name: "Password" }).fill("nor this one");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(alerts).toHaveCount(1);

  await page.getByRole("textbox", { name: "Password" }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/s\//);
  await page.getByRole("button", { name: "Account and settings" }).click();
  await expect(page.getByRole("menu")).toContainText(person.email);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/signin(\?|$)/);
  await page.goBack();
  await expect(page.getByLabel("E-mail"), "going back shows nothing of the space").toBeVisible();
});

test("whoever follows a channel's or a thread's address without being signed in is brought there afterwards", async ({
  browser,
  scene,
  installation,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] }, scene.unique("deep.link"));
  const person = await scene.person("ann", { groups: [group] });
  const agent = await scene.agent("writer", [group]);
  await agent.channel(channel).publish("found me");
  const path = `/s/${scene.spaceId}/c/${channel}`;
  for (const address of [path, `${path}/t/${scene.unique("matter")}`]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(installation.consoleUrl + address);
    await expect(page).toHaveURL(`${installation.consoleUrl}/signin?next=${encodeURIComponent(address)}`);
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByRole("textbox", { name: "Password" }).fill(person.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL(installation.consoleUrl + address);
    await expect(page.getByText("found me")).toBeVisible();
    await context.close();
  }
});

test("a sign-in never leads to another site", async ({ page, scene, installation }) => {
  const person = await scene.person("ann");
  await page.goto(`${installation.consoleUrl}/signin?next=${encodeURIComponent("//elsewhere.example/")}`);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("textbox", { name: "Password" }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`^${installation.consoleUrl}/s/`));
});

test("an unknown group shows as a condition that names it, and the condition turns once the group is there", async ({
  scene,
  signedIn,
}) => {
  const known = await scene.group();
  const missing = scene.unique("later");
  const name = scene.unique("with-conditions");
  const page = await signedIn(await scene.person("maker", { groups: [known] }));
  await page.goto(`/s/${scene.spaceId}`);
  const assertNotReloaded = await markAsLoaded(page);
  await page.getByRole("button", { name: "Create channel" }).first().click();
  const form = page.getByRole("dialog", { name: "Create channel" });
  await form.getByLabel("Name", { exact: true }).fill(name);
  for (const group of [known, missing]) {
    await form.getByRole("combobox", { name: "Authorized groups" }).fill(group);
    await page.keyboard.press("Enter");
  }
  await form.getByRole("button", { name: "Create channel" }).click();

  const status = page.getByRole("dialog", { name: `#${name}` });
  const condition = (type: string) =>
    status.getByRole("listitem").filter({ has: page.getByText(type, { exact: true }) });
  await expect(condition("GroupsResolved")).toContainText("Does not hold");
  await expect(condition("GroupsResolved")).toContainText(missing);
  await expect(condition("GroupsResolved")).not.toContainText(known);
  await expect(condition("StreamReady")).toContainText("Holds");

  await scene.group(missing);
  for (const type of ["GroupsResolved", "StreamReady", "Ready"]) {
    await expect(condition(type).getByText("Holds", { exact: true })).toBeAttached();
  }
  await expect(status).not.toContainText(missing);
  await expect(status).toContainText("Active");
  await expect(status).toContainText(`channels.${name}`);
  await assertNotReloaded();
});

test("a name that no channel can have is refused beside its field, and the form keeps what was written", async ({
  scene,
  signedIn,
}) => {
  const taken = await scene.channel({ visibility: "public" });
  const page = await signedIn(await scene.person("maker"));
  await page.goto(`/s/${scene.spaceId}`);
  await page.getByRole("button", { name: "Create channel" }).first().click();
  const form = page.getByRole("dialog", { name: "Create channel" });
  const name = form.getByLabel("Name", { exact: true });
  await form.getByLabel("Topic").fill("Kept");
  for (const [wrong, problem] of [
    ["pump!", /lower|letters|match/i],
    ["pump.threads", /threads/],
    [taken, /already/],
  ] as const) {
    await name.fill(wrong);
    await form.getByRole("button", { name: "Create channel" }).click();
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await expect(name).toHaveAccessibleDescription(problem);
  }
  await expect(form.getByLabel("Topic")).toHaveValue("Kept");
});

test("a changed topic and visibility are in the resource and on everybody's screen without a reload", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group], topic: "Before" });
  const outsider = await signedIn(await scene.person("outsider"));
  await outsider.goto(`/s/${scene.spaceId}`);
  const link = outsider.getByRole("navigation", { name: "Channels" }).getByRole("link", { name: channel });
  await expect(link).toHaveCount(0);
  const assertNotReloaded = await markAsLoaded(outsider);

  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}/c/${channel}`);
  await page.getByRole("button", { name: "Channel details" }).click();
  const dialog = page.getByRole("dialog", { name: `#${channel}` });
  await dialog.getByRole("tab", { name: "Settings" }).click();
  await dialog.getByLabel("Topic").fill("Afterwards");
  await dialog.getByText("Public", { exact: true }).click();
  await expect(dialog.getByRole("radio", { name: /^Public/ })).toBeChecked();
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog.getByRole("button", { name: "Save changes" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByRole("main").getByText("Afterwards")).toBeVisible();
  await expect(page.getByRole("img", { name: "Public channel" })).toBeVisible();

  const { spec } = await scene.kube.channels.get({ namespace: scene.spaceId, name: channel });
  expect(spec).toMatchObject({ topic: "Afterwards", visibility: "public", authorizedGroups: [group] });
  await link.click();
  await expect(outsider.getByRole("heading", { level: 1, name: channel })).toBeVisible();
  await assertNotReloaded();
});

test("an archived channel says so in place of the composer, to whoever archived it and to whoever watches", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("writer", [group]);
  await agent.channel(channel).publish("the last word");
  const [page, watcher] = await Promise.all([
    signedIn(await scene.person("admin", { role: "admin", groups: [group] })),
    signedIn(await scene.person("watcher", { groups: [group] })),
  ]);
  for (const each of [page, watcher]) {
    await each.goto(`/s/${scene.spaceId}/c/${channel}`);
    await expect(each.getByRole("textbox", { name: `Message #${channel}` })).toBeVisible();
  }
  await page.getByRole("button", { name: "Channel details" }).click();
  const dialog = page.getByRole("dialog", { name: `#${channel}` });
  await dialog.getByRole("tab", { name: "Settings" }).click();
  await dialog.getByRole("button", { name: "Archive channel" }).click();
  await page.getByRole("dialog", { name: "Archive channel" }).getByRole("button", { name: "Archive it" }).click();
  for (const each of [page, watcher]) {
    await expect(each.getByText("This channel is archived: it can be read, nothing can be posted.")).toBeVisible();
    await expect(each.getByRole("textbox", { name: `Message #${channel}` })).toHaveCount(0);
    await expect(each.getByText("the last word")).toBeVisible();
  }
  await watcher.reload();
  await expect(watcher.getByText("the last word")).toBeVisible();
  await expect(watcher.getByText("This channel is archived")).toBeVisible();
});

test("a thread is started, opens beside its channel, and keeps what is said in it apart", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const thread = scene.unique("matter");
  const [page, other] = await Promise.all([
    signedIn(await scene.person("ann", { groups: [group] })),
    signedIn(await scene.person("bob", { groups: [group] })),
  ]);
  for (const each of [page, other]) await each.goto(`/s/${scene.spaceId}/c/${channel}`);
  await page.getByRole("button", { name: "New thread" }).click();
  const form = page.getByRole("dialog", { name: "New thread" });
  await form.getByLabel("Name", { exact: true }).fill(thread);
  await form.getByLabel("Topic").fill("Why the pump is warm");
  await form.getByRole("button", { name: "Start thread" }).click();
  await page
    .getByRole("dialog", { name: `#${channel} / ${thread}` })
    .getByRole("button", { name: "Open thread" })
    .click();

  const panel = page.getByRole("region", { name: "Thread: Why the pump is warm" });
  const composer = panel.getByRole("textbox", { name: "Message Why the pump is warm" });
  await composer.fill("It runs dry.");
  await composer.press("Enter");
  await expect(panel.getByText("It runs dry.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: `Message #${channel}` }), "the channel stays beside it").toBeVisible();
  await expect(page.getByText("It runs dry.")).toHaveCount(1);

  const row = other.getByRole("navigation", { name: "Channels" }).getByRole("link", { name: "Why the pump is warm" });
  await row.click();
  const theirs = other.getByRole("region", { name: "Thread: Why the pump is warm" });
  await expect(theirs.getByText("It runs dry.")).toBeVisible();
  await theirs.getByRole("button", { name: "Close thread" }).click();
  await expect(theirs).toHaveCount(0);
  await expect(other.getByText("It runs dry.")).toHaveCount(0);
});

test("an observer reads and is told that posting is not theirs", async ({ scene, signedIn }) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("writer", [group]);
  const page = await signedIn(await scene.person("observer", { groups: [group], role: "observer" }));
  await page.goto(`/s/${scene.spaceId}/c/${channel}`);
  await agent.channel(channel).publish("for those who look");
  await expect(page.getByText("for those who look")).toBeVisible();
  await expect(page.getByText("You can read this channel but not post in it.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^Message/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "New thread" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Create channel" })).toHaveCount(0);
  await page.getByRole("button", { name: "Channel details" }).click();
  const dialog = page.getByRole("dialog", { name: `#${channel}` });
  await dialog.getByRole("tab", { name: "Settings" }).click();
  await expect(dialog.getByLabel("Topic")).toBeDisabled();
  await expect(dialog.getByRole("button", { name: "Archive channel" })).toHaveCount(0);
});

test("a channel that comes about elsewhere appears in the tree, and one that goes leaves it, without a reload", async ({
  scene,
  signedIn,
}) => {
  const page = await signedIn(await scene.person("ann"));
  await page.goto(`/s/${scene.spaceId}`);
  const channels = page.getByRole("navigation", { name: "Channels" });
  await expect(channels).toBeVisible();
  const assertNotReloaded = await markAsLoaded(page);
  await scene.kube.channels.create({
    metadata: { name: scene.unique("elsewhere"), namespace: scene.spaceId },
    spec: { visibility: "public", displayName: "Made elsewhere" },
  });
  await channels.getByRole("link", { name: "Made elsewhere" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Made elsewhere" })).toBeVisible();

  const other = await scene.channel({ visibility: "public" });
  const link = channels.getByRole("link", { name: other, exact: true });
  await expect(link).toBeVisible();
  await scene.kube.channels.patch({ namespace: scene.spaceId, name: other }, { spec: { visibility: "private" } });
  await expect(link).toHaveCount(0);
  await assertNotReloaded();
});
