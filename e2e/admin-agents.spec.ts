import { connect, gateway, type SessionState } from "@/sdk";
import { expectAccessible } from "./expect-accessible";
import { expect, test } from "./test";

test("an agent is registered, its key connects, and Revoke now closes the connection", async ({
  scene,
  signedIn,
  installation,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const id = scene.unique("probe");
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}/admin/agents`);
  await page.getByRole("button", { name: "Register agent" }).click();
  const form = page.getByRole("dialog", { name: "Register agent" });
  await form.getByLabel("Id", { exact: true }).fill(`${id}!`);
  await form.getByLabel("Display name").fill("Probe of the east wing");
  await form.getByRole("combobox", { name: "Groups" }).fill(group);
  await page.getByRole("option", { name: group }).click();
  await form.getByRole("button", { name: "Register agent" }).click();
  await expect(form.getByLabel("Id", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "a form with something wrong");
  await form.getByLabel("Id", { exact: true }).fill(id);
  await form.getByRole("button", { name: "Register agent" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Probe of the east wing" })).toBeVisible();
  await expect(page.getByText("Never seen")).toBeVisible();

  await page.getByRole("button", { name: "Create key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Label").fill("laptop");
  await dialog.getByRole("button", { name: "Create key" }).click();
  const key = await dialog.getByRole("textbox", { name: "API key" }).inputValue();
  await expectAccessible(page, "a key that is shown once");
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByRole("table", { name: "API keys" }).getByRole("row", { name: "laptop" })).toContainText(
    "never",
  );
  await expect(page.getByRole("main")).not.toContainText(key);

  const states: SessionState[] = [];
  const session = await connect({
    access: gateway({ url: installation.gatewayUrl, space: scene.spaceId, apiKey: key }),
    transport: "tcp",
    onState: (state) => states.push(state),
  });
  try {
    await session.channel(channel).publish("here I am");
    const facts = page.getByLabel("The agent at a glance");
    await expect(facts).toContainText("Online");
    const seen = states.length;
    await page.getByRole("button", { name: "Revoke now" }).click();
    const question = page.getByRole("dialog", { name: `Close every connection of ${id}?` });
    await expect(question).toContainText("live credential");
    await question.getByRole("button", { name: "Close connections" }).click();
    await expect(page.getByText(/^(One connection was|\d+ connections were) closed\.$/)).toBeVisible();
    await expect.poll(() => states.slice(seen), "it was disconnected").toContain("reconnecting");
    await expect.poll(() => session.state, "its key still lets it in").toBe("live");

    await page.getByRole("button", { name: "Disable", exact: true }).click();
    const disabling = page.getByRole("dialog", { name: `Disable the agent ${id}?` });
    await expect(disabling.getByRole("region", { name: "What this changes" })).toContainText(`#${channel}`);
    await disabling.getByRole("button", { name: "Disable agent" }).click();
    await expect(page.getByText("This agent is disabled")).toBeVisible();
    await expect.poll(() => session.state, "no key lets it in any more").not.toBe("live");
    await page.getByRole("button", { name: "Enable" }).click();
    await expect(page.getByText("This agent is disabled")).toHaveCount(0);
  } finally {
    await session.close();
  }
});

test("a key that is revoked lets nobody in, and the page says what it ends", async ({
  scene,
  signedIn,
  installation,
}) => {
  const { id, key } = await scene.agentKey("keyed", []);
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}/admin/agents/${id}`);
  await page.getByRole("button", { name: "Revoke e2e" }).click();
  const question = page.getByRole("dialog", { name: "Revoke the key e2e?" });
  await expect(question).toContainText(id);
  await question.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("No API key.")).toBeVisible();
  await page.getByRole("button", { name: "Show 1 that has ended" }).click();
  await expect(page.getByRole("table", { name: "API keys" }).getByRole("row", { name: "e2e" })).toContainText(
    "Revoked",
  );
  const refused = connect({
    access: gateway({ url: installation.gatewayUrl, space: scene.spaceId, apiKey: key }),
    transport: "tcp",
  });
  await expect(refused).rejects.toThrow();
});

test("an id that is taken is told beside the field, and the agent that has it stays as it is", async ({
  scene,
  signedIn,
}) => {
  const { id } = await scene.agentKey("taken", []);
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}/admin/agents`);
  await page.getByRole("button", { name: "Register agent" }).click();
  const form = page.getByRole("dialog", { name: "Register agent" });
  await form.getByLabel("Id", { exact: true }).fill(id);
  await form.getByLabel("Display name").fill("Somebody else");
  await form.getByRole("button", { name: "Register agent" }).click();
  await expect(form.getByText("another id: this one is taken")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Search agents" }).fill(id);
  const row = page.getByRole("table", { name: "Agents" }).getByRole("row", { name: id });
  await expect(row).toContainText("taken");
  await expect(row).not.toContainText("Somebody else");
});

test("groups and channels of an agent lead on, and a change of its groups is shown before and after", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const { id } = await scene.agentKey("joiner", []);
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}/admin/agents/${id}?tab=groups`);
  await page.getByRole("button", { name: "Add to a group" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Group" }).fill(group);
  await page.getByRole("option", { name: group }).click();
  await expect(dialog.getByRole("region", { name: "What this changes" })).toContainText(
    "1 agent or person gains 1 channel",
  );
  await dialog.getByRole("button", { name: "Add to group" }).click();
  await expect(page.getByRole("table", { name: "Groups" }).getByRole("link", { name: group })).toBeVisible();
  await page.getByRole("tab", { name: "Channels" }).click();
  const row = page.getByRole("table", { name: "Channels it reaches" }).getByRole("row", { name: channel });
  await expect(row).toContainText(`group ${group}`);
});

test("a token issuer is trusted, a subject of it linked to an agent, and both are taken back", async ({
  scene,
  signedIn,
}) => {
  const { id } = await scene.agentKey("bearer", []);
  const issuer = `https://${scene.unique("issuer")}.example.org`;
  const page = await signedIn(await scene.person("admin", { role: "admin" }));
  await page.goto(`/s/${scene.spaceId}/admin/agents?tab=issuers`);
  await page.getByRole("button", { name: "Add issuer" }).click();
  const form = page.getByRole("dialog", { name: "Trust a token issuer" });
  await form.getByRole("textbox", { name: "Issuer" }).fill(issuer);
  await form.getByRole("textbox", { name: "Audience" }).fill("parley");
  await form.getByRole("combobox", { name: "Where its keys are" }).click();
  await page.getByRole("option", { name: "Pasted here" }).click();
  await form.getByRole("textbox", { name: "Its keys (JWKS)" }).fill("{");
  await form.getByRole("button", { name: "Save issuer" }).click();
  await expect(form.getByText("This is no JSON")).toBeVisible();
  const key = { kty: "OKP", crv: "Ed25519", kid: "1", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
  await form.getByRole("textbox", { name: "Its keys (JWKS)" }).fill(JSON.stringify({ keys: [key] }));
  await expectAccessible(page, "the form of an issuer");
  await form.getByRole("button", { name: "Save issuer" }).click();
  const row = page.getByRole("table", { name: "Token issuers" }).getByRole("row", { name: issuer });
  await expect(row).toContainText("pasted here");

  await page.goto(`/s/${scene.spaceId}/admin/agents/${id}`);
  await page.getByRole("button", { name: "Link subject" }).click();
  const linking = page.getByRole("dialog");
  await linking.getByRole("combobox", { name: "Issuer" }).click();
  await page.getByRole("option", { name: issuer }).click();
  await linking.getByRole("textbox", { name: "Subject" }).fill("system:serviceaccount:edge:bearer");
  await linking.getByRole("button", { name: "Link" }).click();
  await expect(page.getByRole("table", { name: "Token subjects" })).toContainText("system:serviceaccount:edge:bearer");

  await page.goto(`/s/${scene.spaceId}/admin/agents?tab=issuers`);
  await row.getByRole("button", { name: `Delete ${issuer}` }).click();
  const deletion = page.getByRole("dialog", { name: "Delete this token issuer?" });
  await expect(deletion).toContainText("one subject");
  await deletion.getByRole("button", { name: "Delete issuer" }).click();
  await expect(row).toHaveCount(0);
});

for (const colorScheme of ["dark", "light"] as const) {
  test(`the agents' pages are accessible on a phone, a laptop and a wide screen, ${colorScheme}`, async ({
    scene,
    signedIn,
  }) => {
    const group = await scene.group();
    const { id } = await scene.agentKey("seen", [group]);
    const page = await signedIn(await scene.person("admin", { role: "admin" }));
    await page.emulateMedia({ colorScheme });
    for (const width of [390, 1280, 1920]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`/s/${scene.spaceId}/admin/agents?find=${id}`);
      await expect(page.getByRole("table", { name: "Agents" }).getByRole("row", { name: id })).toBeVisible();
      await expectAccessible(page, `agents, ${width} px`);
      await page.goto(`/s/${scene.spaceId}/admin/agents/${id}`);
      await expect(page.getByRole("table", { name: "API keys" }).getByRole("row", { name: "e2e" })).toBeVisible();
      await expectAccessible(page, `an agent, ${width} px`);
      await page.getByRole("tab", { name: "Groups" }).click();
      await expect(page.getByRole("table", { name: "Groups" }).getByRole("row", { name: group })).toBeVisible();
      await expectAccessible(page, `its groups, ${width} px`);
    }
  });
}
