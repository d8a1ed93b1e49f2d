import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./test";

async function downloadOf(page: Page, format: string): Promise<{ name: string; text: string }> {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: format }).click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

test("an act in the console is in the audit log with who, before, after and from where, and can be taken away", async ({
  scene,
  signedIn,
}) => {
  const person = await scene.person("auditor", { role: "admin" });
  const admin = await signedIn(person);
  const group = scene.unique("Audited");
  await admin.goto(`/s/${scene.spaceId}/admin/groups`);
  await admin.getByRole("button", { name: "Create group" }).first().click();
  await admin.getByLabel("Name").fill(group);
  await admin.getByLabel("Description").fill("For the log");
  await admin.getByRole("dialog").getByRole("button", { name: "Create group" }).click();
  await admin.waitForURL(`**/admin/groups/${group}`);

  await admin.getByRole("link", { name: "Audit" }).click();
  await admin.getByRole("textbox", { name: "Search who, what and whom" }).fill(group);
  const row = admin.getByRole("row").filter({ hasText: group });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("group.create");
  await expect(row).toContainText(person.email);
  await expect(row).toContainText("Console");
  await expect(admin).toHaveURL(new RegExp(`find=${group}`));
  await expectAccessible(admin, "the audit log");

  await row.getByRole("link").click();
  const dialog = admin.getByRole("dialog", { name: group, exact: true });
  await expect(dialog).toContainText("Added: For the log");
  await expect(dialog).toContainText(/Console · [0-9a-f.:]+/);
  await expectAccessible(admin, "an entry of it");
  await admin.reload();
  await expect(admin.getByRole("dialog", { name: group, exact: true }), "an entry has an address").toBeVisible();
  await admin.keyboard.press("Escape");
  await expect(admin.getByRole("dialog")).toHaveCount(0);

  const lines = await downloadOf(admin, "JSON Lines");
  expect(lines.name).toMatch(/^audit-[a-z0-9-]+-\d{4}-\d\d-\d\d\.jsonl$/);
  expect(
    lines.text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toMatchObject([{ verb: "group.create", target: `group:${group}`, actor: `user:${person.email}`, via: "console" }]);
  const batch = JSON.parse((await downloadOf(admin, "CloudEvents batch")).text);
  expect(batch).toMatchObject([{ specversion: "1.0", type: "agents.platform.io.audit.group.create" }]);

  await admin.getByRole("textbox", { name: /^Search/ }).fill("nothing that was ever done");
  await expect(admin.getByText("Nothing matches")).toBeVisible();
});

test("a refusal is in the decision log with its rule and reason, and leads to the access explorer", async ({
  scene,
  signedIn,
  installation,
}) => {
  const channel = await scene.channel({ visibility: "private" });
  const { id, key } = await scene.agentKey("stranger", []);
  const answer = await fetch(`${installation.gatewayUrl}/v1/spaces/${scene.spaceId}/channels/${channel}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ text: "let me in" }),
  });
  expect(answer.ok).toBe(false);
  const admin = await signedIn(await scene.person("auditor", { role: "admin" }));
  await admin.goto(`/s/${scene.spaceId}/admin/decisions?principal=${id}`);
  const row = admin.getByRole("row").filter({ hasText: `#${channel}` });
  await expect(row).toContainText("Denied");
  await expect(row).toContainText("channel.role");
  await expect(row).toContainText("you are in no group");
  await expectAccessible(admin, "the decision log");
  await row.getByRole("link").click();
  await admin.waitForURL(`**/admin/access?principal=${id}&channel=${channel}&action=channel.post`);
  await admin.goBack();
  await admin.getByRole("combobox", { name: "Outcome" }).click();
  await admin.getByRole("option", { name: "Allowed", exact: true }).click();
  await expect(admin.getByText("Nothing matches")).toBeVisible();
});

test("people are invited, given a role, switched off and removed, and each act that takes something away asks", async ({
  scene,
  signedIn,
  browser,
  installation,
}) => {
  const own = await scene.person("boss", { role: "admin" });
  const admin = await signedIn(own);
  const email = `${scene.unique("guest")}@example.org`;
  await admin.goto(`/s/${scene.spaceId}/admin/people`);
  await admin.getByRole("button", { name: "Invite person" }).click();
  const invitation = admin.getByRole("dialog");
  await invitation.getByLabel("E-mail").fill("guest");
  await invitation.getByLabel("Name").fill("Guest of Honour");
  await invitation.getByRole("button", { name: "Invite person" }).click();
  await expect(invitation.getByText("an e-mail address")).toBeVisible();
  await invitation.getByLabel("E-mail").fill(email);
  await invitation.getByRole("button", { name: "Invite person" }).click();
  const shown = admin.getByRole("dialog", { name: "Guest of Honour is invited" });
  const password = await shown.getByRole("textbox", { name: "Password" }).inputValue();
  await expectAccessible(admin, "a password that is shown once");
  await shown.getByRole("button", { name: "Done" }).click();

  const context = await browser.newContext({ baseURL: installation.consoleUrl });
  const guest = await context.newPage();
  await guest.goto("/signin");
  await guest.getByLabel("E-mail").fill(email);
  await guest.getByRole("textbox", { name: "Password" }).fill(password);
  await guest.getByRole("button", { name: "Sign in", exact: true }).click();
  await guest.waitForURL((url) => url.pathname.startsWith("/s/"));

  await admin.getByRole("textbox", { name: /^Search/ }).fill(email);
  const row = admin.getByRole("row").filter({ hasText: email });
  await expect(row).toContainText("Operator");
  const choose = async (item: string) => {
    await row.getByRole("button", { name: "What can be done with Guest of Honour" }).click();
    await admin
      .getByRole("menuitem", { name: item })
      .or(admin.getByRole("menuitemradio", { name: item }))
      .click();
    return admin.getByRole("dialog", { name: /Guest of Honour.*\?$/ });
  };
  const role = await choose("Observer");
  await expect(role).toContainText("Make Guest of Honour an observer?");
  await role.getByRole("button", { name: "Change platform role" }).click();
  await expect(row).toContainText("Observer");

  const removal = await choose("Remove from this space");
  await expect(removal).toContainText("They lose this space");
  await expectAccessible(admin, "the question before somebody is removed");
  await removal.getByRole("button", { name: "Remove from this space" }).click();
  await expect(row).toContainText("not in this space");
  await guest.goto(`/s/${scene.spaceId}`);
  await expect(guest.getByRole("heading", { name: "There is nothing here for you" })).toBeVisible();
  await row.getByRole("button").click();
  await admin.getByRole("menuitem", { name: "Let into this space" }).click();
  await expect(row).not.toContainText("not in this space");

  const end = await choose("Switch account off");
  await expect(end).toContainText("They cannot sign in");
  await end.getByRole("button", { name: "Switch account off" }).click();
  await expect(row).toContainText("switched off");
  await guest.goto(`/s/${scene.spaceId}`);
  await guest.waitForURL("**/signin**");
  await context.close();

  await admin.getByRole("textbox", { name: /^Search/ }).fill(own.email);
  const mine = admin.getByRole("row").filter({ hasText: own.email });
  await mine.getByRole("button").click();
  await admin.getByRole("menuitem", { name: "Switch account off" }).click();
  await expect(admin.getByRole("dialog", { name: "Switch off the account of boss?" })).toContainText(
    "your own account",
  );
  await admin.keyboard.press("Escape");
});

test("the logs, their files and the people are for admins", async ({ scene, signedIn }) => {
  const operator = await signedIn(await scene.person("operator"));
  for (const section of ["audit", "decisions", "people"]) {
    await operator.goto(`/s/${scene.spaceId}/admin/${section}`);
    await expect(operator.getByText("This is for admins")).toBeVisible();
  }
  for (const log of ["audit", "decisions"]) {
    const refused = await operator.request.get(`/api/export/${log}?spaceId=${scene.spaceId}&format=jsonl`);
    expect(refused.status()).toBe(403);
    expect(refused.headers()["content-disposition"]).toBeUndefined();
  }
});
