import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./test";

/** From the click that saves to the end of somebody else's view. */
const inForceWithinMs = 2_000;

const run = promisify(execFile);
const hasKubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;

const endOf = (page: Page) => page.getByRole("alert").filter({ hasText: "You can no longer read" });
const adminPath = (spaceId: string, channel: string, tab = "settings") =>
  `/s/${spaceId}/admin/channels/${channel}${tab === "settings" ? "" : `?tab=${tab}`}`;

/** Opens the last look before saving and returns it. */
async function review(page: Page, channel: string): Promise<Locator> {
  await page.getByRole("button", { name: "Review and save" }).click();
  const dialog = page.getByRole("dialog", { name: `Save these changes to #${channel}?` });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function save(dialog: Locator): Promise<void> {
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toHaveCount(0);
}

async function addHolder(page: Page, name: string): Promise<void> {
  await page.getByRole("combobox", { name: "Add a group or principal" }).fill(name);
  await page.getByRole("option", { name }).click();
}

test("a group taken out of a channel on its page ends its members' view at once, and brings it back without a reload", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const writer = await scene.agent("writer", [group]);
  const person = await scene.person("reader", { groups: [group] });
  const [admin, reader] = await Promise.all([
    signedIn(await scene.person("admin", { role: "admin" })),
    signedIn(person),
  ]);
  await reader.goto(`/s/${scene.spaceId}/c/${channel}`);
  await writer.channel(channel).publish("before");
  await expect(reader.getByText("before")).toBeVisible();
  await reader.evaluate(() => Object.assign(window, { wasNotReloaded: true }));

  await admin.goto(adminPath(scene.spaceId, channel, "roles"));
  await admin.getByRole("checkbox", { name: `${group}: In the resource` }).click();
  const taking = await review(admin, channel);
  await expect(taking).toContainText(`${group}: taken out of the resource`);
  await expect(taking.getByRole("region", { name: "What this changes" })).toContainText(
    "2 agents and people lose 1 channel",
  );
  await expect(taking, "those who lose it are named").toContainText(person.principal);
  await taking.getByRole("button", { name: "Save changes" }).click();
  await expect(endOf(reader)).toBeVisible({ timeout: inForceWithinMs });
  await expect(endOf(reader)).toContainText("not open to you");

  await expect(taking).toHaveCount(0);
  await addHolder(admin, group);
  const putting = await review(admin, channel);
  await expect(putting.getByRole("region", { name: "What this changes" })).toContainText(
    "2 agents and people gain 1 channel",
  );
  await save(putting);
  await expect(endOf(reader)).toHaveCount(0);
  await writer.channel(channel).publish("and back again");
  await expect(reader.getByText("and back again")).toBeVisible();
  expect(await reader.evaluate(() => "wasNotReloaded" in window)).toBe(true);
});

test("a block set on the channel's page ends the view with its reason, and lifting it brings it back", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const writer = await scene.agent("writer", [group]);
  const person = await scene.person("loud", { groups: [group] });
  const [admin, reader] = await Promise.all([
    signedIn(await scene.person("admin", { role: "admin" })),
    signedIn(person),
  ]);
  await reader.goto(`/s/${scene.spaceId}/c/${channel}`);
  await writer.channel(channel).publish("before");
  await expect(reader.getByText("before")).toBeVisible();
  await reader.evaluate(() => Object.assign(window, { wasNotReloaded: true }));

  await admin.goto(adminPath(scene.spaceId, channel, "blocks"));
  await admin.getByRole("button", { name: "Block somebody" }).click();
  const dialog = admin.getByRole("dialog", { name: `Block somebody from #${channel}` });
  await dialog.getByRole("button", { name: "Block", exact: true }).click();
  await expect(dialog.getByRole("textbox", { name: "Reason" })).toHaveAccessibleDescription("Say why, in a few words.");
  await dialog.getByRole("combobox", { name: "Group or principal" }).fill(person.principal);
  await admin.getByRole("option", { name: person.principal }).click();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Talks over everybody");
  await expect(dialog.getByRole("region", { name: "What this changes" })).toContainText(
    "1 agent or person loses 1 channel",
  );
  await dialog.getByRole("button", { name: "Block", exact: true }).click();
  await expect(endOf(reader)).toBeVisible({ timeout: inForceWithinMs });
  await expect(endOf(reader)).toContainText("Talks over everybody");

  const row = admin.getByRole("row", { name: person.principal });
  await expect(row).toContainText("Kept out");
  await row.getByRole("button", { name: "Lift" }).click();
  await admin
    .getByRole("dialog", { name: `Lift the block of ${person.principal} from #${channel}?` })
    .getByRole("button", { name: "Lift block" })
    .click();
  await expect(admin.getByText("Nobody is blocked")).toBeVisible();
  await expect(endOf(reader)).toHaveCount(0);
  expect(await reader.evaluate(() => "wasNotReloaded" in window)).toBe(true);
});

test("an owner who is no admin gives roles on their channel, and reaches no other admin page", async ({
  scene,
  signedIn,
}) => {
  const channel = await scene.channel({ visibility: "private" });
  const [owner, helper] = [await scene.person("owner"), await scene.person("helper")];
  await scene.giveRole(channel, owner.principal, "owner");
  const [page, other] = await Promise.all([signedIn(owner), signedIn(helper)]);
  await page.goto(`/s/${scene.spaceId}/c/${channel}`);
  await page.getByRole("button", { name: "Channel details" }).click();
  const details = page.getByRole("dialog", { name: `#${channel}` });
  await details.getByRole("tab", { name: "Settings" }).click();
  await details.getByRole("link", { name: "Roles, blocks and who can see this" }).click();
  await page.getByRole("tab", { name: "Roles" }).click();
  await addHolder(page, helper.principal);
  await page.getByRole("checkbox", { name: `${helper.principal}: Moderator` }).click();
  await expect(page.getByRole("checkbox", { name: `${helper.principal}: Member` })).not.toBeChecked();
  const dialog = await review(page, channel);
  await expect(dialog).toContainText(`${helper.principal}: none → moderator`);
  await save(dialog);
  await expect(page.getByRole("region", { name: "Changes that are not saved" })).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: `${helper.principal}: Moderator` })).toBeChecked();
  await page.getByRole("tab", { name: "Who can see this" }).click();
  await page.getByRole("textbox", { name: "Search by id or name" }).fill(helper.principal);
  const row = page.getByRole("table", { name: "Who reaches it" }).getByRole("row", { name: helper.principal });
  await expect(row).toContainText("Moderator");

  await other.goto(`/s/${scene.spaceId}/c/${channel}`);
  await expect(other.getByRole("heading", { level: 1, name: channel })).toBeVisible();
  await other.goto(adminPath(scene.spaceId, channel));
  await expect(other.getByRole("heading", { name: "This is for admins" })).toBeVisible();
  for (const section of ["channels", "access", "groups"]) {
    await page.goto(`/s/${scene.spaceId}/admin/${section}`);
    await expect(page.getByRole("heading", { name: "This is for admins" }), section).toBeVisible();
  }
});

test("a plain member is refused, in the same words whether the channel exists or not", async ({ scene, signedIn }) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const page = await signedIn(await scene.person("member", { groups: [group] }));
  const main = page.getByRole("main");
  const refusal = /^This is for admins.+Back to the channels$/;
  await page.goto(adminPath(scene.spaceId, channel));
  let refused = "";
  // The page is drawn by the server, and once more as it comes alive.
  await expect(async () => {
    refused = (await main.textContent()) ?? "";
    expect(refused).toMatch(refusal);
  }).toPass();
  expect(refused).not.toContain(channel);
  await page.goto(adminPath(scene.spaceId, scene.unique("never-made")));
  await expect(main).toHaveText(refused);
});

test("what somebody else changed meanwhile is not overwritten: the page says so and keeps what was typed", async ({
  scene,
  signedIn,
}) => {
  const [mine, theirs] = [await scene.group(), await scene.group()];
  const channel = await scene.channel({ visibility: "private", topic: "Before" });
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(adminPath(scene.spaceId, channel));
  await page.getByLabel("Display name").fill("Mine");
  await page.getByRole("tab", { name: "Roles" }).click();
  await addHolder(page, mine);
  await scene.kube.channels.patch({ namespace: scene.spaceId, name: channel }, { spec: { topic: "Theirs" } });
  await scene.giveRole(channel, { group: theirs }, "moderator");
  const bar = page.getByRole("region", { name: "Changes that are not saved" });
  await expect(bar.getByRole("alert")).toContainText("Somebody else changed this channel meanwhile");
  await expect(bar.getByRole("button", { name: "Review and save" })).toHaveCount(0);
  await bar.getByRole("button", { name: "Look again" }).click();
  await expect(page.getByRole("checkbox", { name: `${theirs}: Moderator` })).toBeChecked();
  await save(await review(page, channel));
  await expect(bar).toHaveCount(0);
  const { spec } = await scene.kube.channels.get({ namespace: scene.spaceId, name: channel });
  expect(spec).toMatchObject({ displayName: "Mine", topic: "Theirs", authorizedGroups: [mine] });
});

test("the YAML beside the form follows it as it is typed in, and is what kubectl shows once it is saved", async ({
  scene,
  signedIn,
  installation,
}) => {
  const channel = await scene.channel({ visibility: "private", topic: "Before", retentionPolicy: "30d" });
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(adminPath(scene.spaceId, channel));
  const yaml = page.getByRole("region", { name: "Resource" });
  await page.getByLabel("Topic").fill("yes");
  await expect(yaml.getByRole("insertion")).toHaveText(/topic: "yes"/);
  await expect(yaml.getByRole("deletion")).toHaveText(/topic: Before/);
  await page.getByRole("combobox", { name: "Retention" }).click();
  await page.getByRole("option", { name: "7 days" }).click();
  const dialog = await review(page, channel);
  await expect(dialog, "what is destroyed is named").toContainText("Messages older than 7d are removed for good.");
  await save(dialog);
  await expect(yaml.getByRole("insertion")).toHaveCount(0);
  await expect(yaml).toContainText("observedGeneration: 2");
  test.skip(!hasKubectl, "kubectl is not on PATH");
  const get = ["get", "channel", channel, "-n", scene.spaceId, "-o", "yaml"];
  const { stdout } = await run("kubectl", ["--kubeconfig", join(installation.home, "kubeconfig"), ...get]);
  // Each line stands behind a mark of what happens to it.
  const lines = (await yaml.locator("code > *").allTextContents()).map((line) => line.slice(1));
  expect(lines).toEqual(stdout.trimEnd().split("\n"));
});

test("a paused channel takes no messages until it is resumed, and archiving asks for its name", async ({
  scene,
  signedIn,
}) => {
  const channel = await scene.channel({ visibility: "public" });
  const [page, reader] = await Promise.all([
    signedIn(await scene.person("admin", { role: "admin" })),
    signedIn(await scene.person("reader")),
  ]);
  await reader.goto(`/s/${scene.spaceId}/c/${channel}`);
  const composer = reader.getByRole("textbox", { name: `Message #${channel}` });
  await expect(composer).toBeVisible();
  await page.goto(adminPath(scene.spaceId, channel));
  for (const [act, composers] of [
    ["Pause", 0],
    ["Resume", 1],
  ] as const) {
    await page.getByRole("button", { name: act, exact: true }).click();
    const asked = page.getByRole("dialog", { name: `${act} #${channel}?` });
    await asked.getByRole("button", { name: act, exact: true }).click();
    await expect(composer).toHaveCount(composers);
  }
  await page.getByRole("button", { name: "Archive", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `Archive #${channel}?` });
  await expect(dialog.getByRole("button", { name: "Archive channel" })).toBeDisabled();
  await dialog.getByRole("textbox").fill(channel);
  await dialog.getByRole("button", { name: "Archive channel" }).click();
  await expect(page).toHaveURL(new RegExp(`/s/${scene.spaceId}/admin/channels$`));
  await page.getByRole("textbox", { name: "Search by name" }).fill(channel);
  const row = page.getByRole("table", { name: "All channels" }).getByRole("row", { name: channel });
  await expect(row).toContainText("Archived");
  await row.getByRole("link").click();
  await expect(page.getByText("This channel is archived: its resource is gone")).toBeVisible();
});

test("the explorer answers who, what and why, and its address is the question", async ({ scene, signedIn }) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const closed = await scene.channel({ visibility: "private" });
  const { id } = await scene.agentKey("asked", [group]);
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}/admin/access`);
  await page.getByRole("combobox", { name: "Agent or person" }).fill(id);
  await page.getByRole("option", { name: id }).click();
  await expect(page).toHaveURL(new RegExp(`principal=${id}$`));
  await page.getByRole("textbox", { name: "Search by name" }).fill(channel);
  await page.getByRole("table", { name: "Channels" }).getByRole("link", { name: channel }).click();
  await expect(page.getByText(`${id} may read #${channel}`)).toBeVisible();
  const way = page.getByRole("region", { name: "How it comes about" }).getByRole("listitem");
  await expect(way).toHaveText([new RegExp(id), new RegExp(group), /member/, new RegExp(`#${channel}`)]);

  await page.goto(`/s/${scene.spaceId}/admin/access?principal=${id}&channel=${closed}&action=channel.post`);
  await expect(page.getByText(`${id} may not post to #${closed}`)).toBeVisible();
  await expect(page.getByRole("region", { name: "What is missing" })).toContainText("The role member");
  await page.getByRole("link", { name: `Everybody who reaches #${closed}` }).click();
  await expect(
    page.getByRole("table", { name: "Who reaches it" }).or(page.getByText("Nobody", { exact: true })),
  ).toBeVisible();
  await page.goBack();
  await expect(page.getByText(`${id} may not post to #${closed}`)).toBeVisible();
});

for (const colorScheme of ["dark", "light"] as const) {
  for (const width of [390, 1280, 1920]) {
    test(`axe finds nothing wrong on a channel's page and in the explorer, ${colorScheme}, ${width} px wide`, async ({
      scene,
      signedIn,
    }) => {
      test.setTimeout(120_000);
      const group = await scene.group();
      const channel = await scene.channel({ visibility: "private", authorizedGroups: [group, scene.unique("later")] });
      const { id } = await scene.agentKey("held", [group]);
      await scene.giveRole(channel, (await scene.agentKey("alone", [])).id, "moderator");
      const page = await signedIn(await scene.person("admin", { role: "admin" }));
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await page.goto(`/s/${scene.spaceId}/admin/channels?find=${channel}`);
      await expect(page.getByRole("table", { name: "All channels" }).getByText(channel)).toBeVisible();
      await expectAccessible(page, "all channels");
      await page.goto(adminPath(scene.spaceId, channel));
      await page.getByLabel("Topic").fill("Changed");
      await expectAccessible(page, "the settings");
      await page.getByRole("tab", { name: "Roles" }).click();
      await page.getByRole("checkbox", { name: `${group}: In the resource` }).click();
      await expectAccessible(page, "the roles");
      const dialog = await review(page, channel);
      await expect(dialog.getByRole("region", { name: "What this changes" })).toContainText("1 channel");
      await expectAccessible(page, "the review");
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await page.getByRole("button", { name: "Discard" }).click();
      await page.getByRole("tab", { name: "Blocks" }).click();
      await page.getByRole("button", { name: "Block somebody" }).click();
      const block = page.getByRole("dialog", { name: `Block somebody from #${channel}` });
      await block.getByRole("button", { name: "Block", exact: true }).click();
      await expect(block.getByText("Choose whom to block.")).toBeVisible();
      await expectAccessible(page, "a refused block");
      await page.keyboard.press("Escape");
      await page.getByRole("tab", { name: "Who can see this" }).click();
      await page.getByRole("textbox", { name: "Search by id or name" }).fill(id);
      const reached = page.getByRole("table", { name: "Who reaches it" });
      await expect(reached.getByRole("row"), "the names of the columns, and the one that was searched for").toHaveCount(
        2,
      );
      await expect(reached.getByText(id)).toBeVisible();
      await expectAccessible(page, "who can see it");
      for (const question of [`principal=${id}`, `principal=${id}&channel=${channel}&action=channel.manage`]) {
        await page.goto(`/s/${scene.spaceId}/admin/access?${question}`);
        await expect(
          page
            .getByText(`#${channel}`)
            // The list draws what is in view, and others' channels may stand before this one.
            .or(page.getByRole("table", { name: "Channels" }).getByRole("link"))
            .first(),
        ).toBeVisible();
        await expectAccessible(page, question);
      }
    });
  }
}

test("with the keyboard alone a group is added, made moderator, looked at and saved", async ({ scene, signedIn }) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private" });
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(adminPath(scene.spaceId, channel));
  await page.getByRole("tab", { name: "Settings" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const search = page.getByRole("combobox", { name: "Add a group or principal" });
  await tabTo(page, search);
  await page.keyboard.type(group);
  await expect(page.getByRole("option", { name: group })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(search).toHaveValue("");
  await tabTo(page, page.getByRole("checkbox", { name: `${group}: Moderator` }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Review and save" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: `Save these changes to #${channel}?` });
  await expect(dialog).toContainText(`${group}: none → moderator`);
  await tabTo(page, dialog.getByRole("button", { name: "Save changes" }));
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: `${group}: Moderator` })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: `${group}: In the resource` })).toBeChecked();
});

/** Presses Tab until the control has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  const stopsMax = 40;
  for (let stop = 0; stop < stopsMax; stop += 1) {
    await page.keyboard.press("Tab");
    if (await control.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${stopsMax} times Tab do not lead to ${control}`);
}
