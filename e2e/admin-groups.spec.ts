import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./test";

const sections = ["groups", "agents", "people", "channels", "access", "audit", "decisions"];

test("whoever is no admin gets a plain refusal at each admin address, and no way there", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const { id } = await scene.agentKey("seen", [group]);
  const paths = [
    "",
    ...sections.map((section) => `/${section}`),
    `/groups/${group}`,
    `/agents/${id}`,
    "/groups/no-such-group",
  ];
  for (const role of ["operator", "observer"] as const) {
    const page = await signedIn(await scene.person(role, { role, groups: [group] }));
    await page.goto(`/s/${scene.spaceId}`);
    await expect(page.getByRole("textbox", { name: "Filter channels" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Administration" })).toHaveCount(0);
    for (const path of paths) {
      await page.goto(`/s/${scene.spaceId}/admin${path}`);
      await expect(page.getByRole("heading", { level: 1, name: "This is for admins" }), path).toBeVisible();
      await expect(page.getByRole("navigation", { name: "Administration" })).toHaveCount(0);
      await expect(page.getByRole("main")).not.toContainText(group);
      await expect(page.getByRole("main")).not.toContainText(id);
    }
    await expectAccessible(page, "the refusal");
  }
});

test("a group is made, filled from a list that tells its bad lines, and emptied again by Undo", async ({
  scene,
  signedIn,
}) => {
  const first = (await scene.agentKey("first", [])).id;
  const second = (await scene.agentKey("second", [])).id;
  const name = scene.unique("Pasted");
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}`);
  await page.getByRole("link", { name: "Administration" }).click();
  await page.getByRole("button", { name: "Create group" }).click();
  const creation = page.getByRole("dialog", { name: "Create group" });
  await creation.getByLabel("Name").fill(name);
  await creation.getByLabel("Description").fill("From the list of the east wing");
  await creation.getByRole("button", { name: "Create group" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("From the list of the east wing")).toBeVisible();

  await page.getByRole("button", { name: "Paste or upload" }).click();
  const dialog = page.getByRole("dialog", { name: `Change many members of ${name}` });
  await dialog.getByRole("textbox").fill(`${first}\nnobody-of-that-name\n\n${second}\nNot an id`);
  await expect(dialog.getByText("4 lines", { exact: true })).toBeVisible();
  await expect(dialog.getByRole("region", { name: "What this changes" })).toContainText("Nobody gains or loses");
  await dialog.getByRole("button", { name: "Add 4" }).click();
  await expect(dialog.getByText("2 members were added.")).toBeVisible();
  const problems = dialog.getByRole("table", { name: "2 lines were not taken" });
  await expect(problems.getByRole("row", { name: "nobody-of-that-name" })).toContainText("Line 2");
  await expect(problems.getByRole("row", { name: "nobody-of-that-name" })).toContainText("register the agent");
  await expect(problems.getByRole("row", { name: "Not an id" })).toContainText("Line 5");
  await expectAccessible(page, "the result of a list");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download these lines" }).click(),
  ]);
  expect(download.suggestedFilename()).toContain("lines-not-taken.csv");
  const members = page.getByRole("table", { name: "Members", includeHidden: true });
  await expect(members.getByRole("row", { name: second, includeHidden: true })).toHaveCount(1);

  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect(dialog.getByText("Undone: 2 memberships are as they were.")).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByText("Nobody is in this group")).toBeVisible();
  await page.getByRole("link", { name: "All groups" }).click();
  await page.getByRole("textbox", { name: "Search groups" }).fill(name);
  const row = page.getByRole("table", { name: "Groups" }).getByRole("row", { name });
  await expect(row).toContainText("From the list of the east wing");
  await expect(page).toHaveURL(new RegExp(`find=${name}`));
});

test("a file of ids is added and removed, and says how far it is while it goes on", async ({ scene, signedIn }) => {
  const group = await scene.group();
  const agents = await Promise.all(["a", "b", "c"].map(async (name) => (await scene.agentKey(name, [])).id));
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}/admin/groups/${group}`);
  const lines = agents.map((id, index) => `"Agent, ${index}",${id}`);
  const csv = ["name,id", ...lines, ...Array.from({ length: 1_500 }, (_, index) => `x,ghost-${index}`)].join("\r\n");
  const file = { name: "members.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };

  await page.getByRole("button", { name: "Paste or upload" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("input[type=file]").setInputFiles(file);
  await expect(dialog.getByText("1,503 lines")).toBeVisible();
  await dialog.getByRole("button", { name: "Add 1,503" }).click();
  await expect(dialog.getByText("3 members were added.")).toBeVisible();
  await expect(dialog.getByRole("heading", { name: "1,500 lines were not taken" })).toBeVisible();
  await expect(dialog.getByRole("row", { name: "ghost-0" })).toContainText("Line 5");
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByText("3 members", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Paste or upload" }).click();
  await dialog.getByText("Remove from the group").click();
  await dialog.locator("input[type=file]").setInputFiles(file);
  await dialog.getByRole("button", { name: "Remove 1,503" }).click();
  await expect(dialog.getByText("3 members were removed.")).toBeVisible();
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect(dialog.getByText("Undone: 3 memberships are as they were.")).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByText("3 members", { exact: true })).toBeVisible();
});

test("a long list can be stopped, goes on where it was, and survives a part that fails", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const { id } = await scene.agentKey("last", []);
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}/admin/groups/${group}`);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let parts = 0;
  await page.route(/groups\.changeMembers/, async (route) => {
    parts += 1;
    if (parts === 1) await held;
    if (parts === 2) return route.abort();
    return route.continue();
  });
  await page.getByRole("button", { name: "Paste or upload" }).click();
  const dialog = page.getByRole("dialog");
  const lines = [...Array.from({ length: 1_199 }, (_, index) => `ghost-${index}`), id];
  await dialog.getByRole("textbox").fill(lines.join("\n"));
  await dialog.getByRole("button", { name: "Add 1,200" }).click();
  await expect(dialog.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "0");
  await page.keyboard.press("Escape");
  await expect(dialog, "it does not go on unseen").toBeVisible();
  await dialog.getByRole("button", { name: "Stop" }).click();
  release();
  await expect(dialog.getByText("Stopped after 500 of 1,200 lines.")).toBeVisible();
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog.getByText("It stopped because a part failed.")).toBeVisible();
  await expect(dialog.getByRole("alert")).toContainText("cannot be reached");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog.getByText("1 member was added.")).toBeVisible();
  await expect(dialog.getByRole("heading", { name: "1,199 lines were not taken" })).toBeVisible();
  await expect.poll(() => parts).toBe(4);
});

test("members are found, sorted, added and taken out by picking, and what that changes is said before", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const early = (await scene.agentKey("early", [group])).id;
  const late = (await scene.agentKey("late", [])).id;
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}/admin/groups/${group}`);
  const members = page.getByRole("table", { name: "Members" });
  await expect(members.getByRole("row", { name: early })).toBeVisible();

  await page.getByRole("button", { name: "Add members" }).click();
  const adding = page.getByRole("dialog", { name: `Add members to ${group}` });
  await adding.getByRole("combobox", { name: "Agents and people" }).fill(late);
  await page.getByRole("option", { name: late }).click();
  await expect(adding.getByRole("region", { name: "What this changes" })).toContainText(`#${channel}`);
  await expectAccessible(page, "picking members");
  await adding.getByRole("button", { name: "Add 1 member" }).click();
  await expect(members.getByRole("row", { name: late })).toBeVisible();
  await members.getByRole("button", { name: "Joined" }).click();
  await expect(members.getByRole("row").nth(1)).toContainText(late);

  await page.getByRole("textbox", { name: "Search members" }).fill(early);
  await expect(members.getByRole("row", { name: late })).toHaveCount(0);
  await members.getByRole("checkbox", { name: "Select early" }).click();
  await expect(page.getByText("1 selected")).toBeVisible();
  await page.getByRole("button", { name: "Remove from group", exact: true }).click();
  const removal = page.getByRole("dialog", { name: `Remove 1 member from ${group}?` });
  await expect(removal).toContainText(early);
  await expect(removal.getByRole("region", { name: "What this changes" })).toContainText(
    "1 agent or person loses 1 channel",
  );
  await removal.getByRole("button", { name: "Remove from group" }).click();
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await expect(members.getByRole("row", { name: late })).toBeVisible();
  await expect(members.getByRole("row", { name: early })).toHaveCount(0);
});

test("a group's deletion names what it takes away and asks for the name; its form tells a taken name", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const taken = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  await scene.agentKey("loser", [group]);
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}/admin/groups/${group}?tab=channels`);
  await expect(page.getByRole("table", { name: "Channels it opens" }).getByRole("link")).toContainText(channel);

  await page.getByRole("button", { name: "Edit group" }).click();
  const form = page.getByRole("dialog", { name: "Edit group" });
  await form.getByLabel("Name").fill(taken);
  await form.getByLabel("Description").fill("kept while the name is wrong");
  await form.getByRole("button", { name: "Save changes" }).click();
  await expect(form.getByText("another name: this one is taken")).toBeVisible();
  await expect(form.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await expect(form.getByLabel("Description")).toHaveValue("kept while the name is wrong");
  await form.getByLabel("Name").fill(group);
  await form.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("kept while the name is wrong")).toBeVisible();

  await page.getByRole("button", { name: "Delete group" }).click();
  const deletion = page.getByRole("dialog", { name: `Delete the group ${group}?` });
  await expect(deletion).toContainText("one membership");
  await expect(deletion).toContainText(`#${channel}`);
  await expect(deletion).toContainText("1 agent or person loses 1 channel");
  await expect(deletion.getByRole("button", { name: "Delete group" })).toBeDisabled();
  await deletion.getByRole("textbox").fill(group);
  await expectAccessible(page, "the question before a deletion");
  await deletion.getByRole("button", { name: "Delete group" }).click();
  await expect(page).toHaveURL(new RegExp(`/s/${scene.spaceId}/admin/groups$`));
  await page.goto(`/s/${scene.spaceId}/admin/groups/${group}`);
  await expect(page.getByText("There is no such group")).toBeVisible();
});

for (const colorScheme of ["dark", "light"] as const) {
  test(`the groups' pages are accessible on a phone, a laptop and a wide screen, ${colorScheme}`, async ({
    scene,
    signedIn,
  }) => {
    const group = await scene.group();
    await scene.agentKey("seen", [group]);
    const page = await signedIn(await scene.person("admin", { role: "admin", groups: [group] }));
    await page.emulateMedia({ colorScheme });
    for (const width of [390, 1280, 1920]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`/s/${scene.spaceId}/admin/groups?find=${group}`);
      await expect(page.getByRole("table", { name: "Groups" }).getByRole("row", { name: group })).toBeVisible();
      await expectAccessible(page, `groups, ${width} px`);
      await page.goto(`/s/${scene.spaceId}/admin/groups/${group}`);
      await expect(page.getByRole("table", { name: "Members" }).getByRole("row")).toHaveCount(3);
      await expectAccessible(page, `a group, ${width} px`);
      await page.getByRole("button", { name: "Paste or upload" }).click();
      await expect(page.getByRole("dialog").getByRole("textbox")).toBeVisible();
      await expectAccessible(page, `a list of members, ${width} px`);
    }
  });
}

test("with the keyboard alone, from the channels to a new group and through its rows", async ({ scene, signedIn }) => {
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  const names = [scene.unique("row-a"), scene.unique("row-b")];
  for (const name of names) await scene.group(name);
  await page.goto(`/s/${scene.spaceId}`);
  await page.getByRole("link", { name: "Administration" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Groups" })).toBeVisible();
  await page.getByRole("textbox", { name: "Search groups" }).focus();
  await page.keyboard.type("row-");
  await expect(page, "what is searched for here is no search of messages").toHaveURL(/\?find=row-$/);
  await expect(page.getByRole("heading", { name: "Search messages" })).toHaveCount(0);
  const rows = page.getByRole("table", { name: "Groups" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("row-");
  for (let stop = 0; stop < 8; stop += 1) {
    await page.keyboard.press("Tab");
    if (
      await rows
        .nth(1)
        .getByRole("link")
        .evaluate((link) => link === document.activeElement)
    )
      break;
  }
  await expect(rows.nth(1).getByRole("link")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(2).getByRole("link")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(rows.nth(1).getByRole("link")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^row-/ })).toBeVisible();
});
