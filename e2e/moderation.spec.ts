import type { Page } from "@playwright/test";
import { VerdictError } from "@/sdk";
import { untilLive } from "./connection";
import type { Scene, ScenePerson } from "./scene";
import { expect, test } from "./test";

const secret = "the password is swordfish";

/** A channel with an agent in it and people of every rank. */
async function furnished(scene: Scene) {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("talker", [group]);
  const person = (name: string) => scene.person(name, { groups: [group] });
  const [reader, moderator, owner] = [await person("rita"), await person("mo"), await person("ola")];
  await scene.giveRole(channel, moderator.principal, "moderator");
  await scene.giveRole(channel, owner.principal, "owner");
  return { group, channel, agent, reader, moderator, owner };
}

async function open(page: Page, scene: Scene, channel: string): Promise<Page> {
  await page.goto(`/s/${scene.spaceId}/c/${channel}`);
  await untilLive(page);
  return page;
}

/** What is asked before something is done; toasts are dialogs too. */
const question = (page: Page) => page.getByRole("dialog", { name: /\?$/ });
const row = (page: Page, sequence: number) => page.locator(`article[data-sequence="${sequence}"]`);

async function chooseInMessage(page: Page, sequence: number, item: string | RegExp): Promise<void> {
  await row(page, sequence).hover();
  await row(page, sequence).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function confirm(page: Page, reason: string, button: string): Promise<void> {
  const dialog = question(page);
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** Calls the console's API as whoever is signed in on the page. */
async function readOriginal(page: Page, spaceId: string, channel: string, sequence: number) {
  const data = { spaceId, place: { channel }, sequence };
  const response = await page.request.post("/api/trpc/moderation.original", { data });
  return { status: response.status(), text: await response.text() };
}

test("a redacted message is a tombstone on everybody's screen, and its owner alone can look at the original", async ({
  scene,
  signedIn,
}) => {
  const { channel, agent, reader, moderator, owner } = await furnished(scene);
  await agent.channel(channel).publish("before");
  const { sequence = 0 } = await agent.channel(channel).publish({ text: secret, headers: { note: secret } });
  const [readers, moderators] = [await signedIn(reader), await signedIn(moderator)];
  for (const page of [readers, moderators]) {
    await open(page, scene, channel);
    await expect(page.getByText(secret)).toBeVisible();
  }
  await row(readers, sequence).hover();
  await expect(row(readers, sequence).getByRole("button", { name: "Copy message" })).toBeVisible();
  await row(readers, sequence).getByRole("button", { name: "More" }).click();
  await expect(readers.getByRole("menuitem", { name: "Copy text" })).toBeVisible();
  await expect(readers.getByRole("menuitem", { name: "Redact message…" })).toHaveCount(0);
  await readers.keyboard.press("Escape");

  await chooseInMessage(moderators, sequence, "Redact message…");
  await question(moderators).getByRole("button", { name: "Redact", exact: true }).click();
  await expect(question(moderators)).toContainText("Say why");
  await confirm(moderators, "holds a password", "Redact");

  for (const page of [moderators, readers]) {
    await expect(row(page, sequence)).toContainText("Redacted by mo: holds a password");
    await expect(page.getByText(secret)).toHaveCount(0);
  }
  await row(readers, sequence).hover();
  await expect(row(readers, sequence).getByRole("button")).toHaveCount(0);
  await readers.reload();
  await expect(row(readers, sequence)).toContainText("Redacted by mo: holds a password");
  await expect(readers.getByText("before")).toBeVisible();
  await expect(readers.locator("article[data-sequence]"), "the redaction itself is no row").toHaveCount(2);
  expect(JSON.stringify(await agent.channel(channel).history())).not.toContain(secret);

  for (const page of [readers, moderators]) {
    await expect(row(page, sequence).getByRole("button", { name: "Show original" })).toHaveCount(0);
    const refused = await readOriginal(page, scene.spaceId, channel, sequence);
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain(secret);
  }
  const owners = await open(await signedIn(owner), scene, channel);
  await expect(owners.getByText(secret)).toHaveCount(0);
  await row(owners, sequence).getByRole("button", { name: "Show original" }).click();
  await expect(row(owners, sequence).getByText(secret)).toBeVisible();
  const looks = await scene.db.auditLog.findMany({
    where: { spaceId: scene.spaceId, verb: "message.readOriginal", target: `message:${channel}/${sequence}` },
  });
  expect(looks.map(({ actor, via }) => [actor, via])).toEqual([[`user:${owner.email}`, "console"]]);
});

test("a member cannot redact, whatever they send", async ({ scene, installation }) => {
  const { group, channel, agent } = await furnished(scene);
  const { sequence = 0 } = await agent.channel(channel).publish("stays");
  const { key } = await scene.agentKey("vandal", [group]);
  const data = { sequence, reason: "spam" };
  for (const [type, body] of [
    ["application/json", { type: "message.redaction", payload: { data } }],
    ["application/cloudevents+json", { specversion: "1.0", id: "1", source: "/me", type: "message.redaction", data }],
  ] as const) {
    const response = await fetch(`${installation.gatewayUrl}/v1/spaces/${scene.spaceId}/channels/${channel}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": type },
      body: JSON.stringify(body),
    });
    expect([response.status, await response.json()]).toMatchObject([403, { code: "forbidden" }]);
  }
  await expect(agent.channel(channel).redact(sequence, "spam")).rejects.toBeInstanceOf(VerdictError);
  const { messages } = await agent.channel(channel).history();
  expect(messages).toMatchObject([{ sequence, envelope: { payload: { text: "stays" } } }]);
});

test("the menu of a message opens from the keyboard, and closing it leads back to the message", async ({
  scene,
  signedIn,
}) => {
  const { channel, agent, moderator } = await furnished(scene);
  const { sequence = 0 } = await agent.channel(channel).publish("first");
  await agent.channel(channel).publish("second");
  const page = await open(await signedIn(moderator), scene, channel);
  await page.getByRole("feed").focus();
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await expect(row(page, sequence)).toBeFocused();
  await page.keyboard.press("m");
  await expect(page.getByRole("menuitem", { name: "Redact message…" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(row(page, sequence)).toBeFocused();

  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.type("Redact");
  await expect(page.getByRole("menuitem", { name: "Redact message…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(question(page).getByLabel("Reason")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(question(page)).toHaveCount(0);
  await expect(row(page, sequence)).toBeFocused();
});

test("a blocked agent is told why by its next verdict, its subscription closes, and it may come back once lifted", async ({
  scene,
  signedIn,
}) => {
  const { channel, agent, moderator } = await furnished(scene);
  const handle = agent.channel(channel);
  const { sequence = 0 } = await handle.publish("spam");
  const subscription = handle.subscribe(() => {});
  await subscription.ready;
  const page = await open(await signedIn(moderator), scene, channel);
  await chooseInMessage(page, sequence, /^Block talker/);
  await expect(question(page)).toContainText(`Block talker from #${channel}?`);
  await confirm(page, "nothing but spam", "Block");

  const refusal = handle.publish("more spam");
  await expect(refusal).rejects.toBeInstanceOf(VerdictError);
  await expect(refusal).rejects.toMatchObject({
    verdict: { code: "blocked", reason: expect.stringMatching(/nothing but spam.*moderator.*lift/) },
  });
  expect(await subscription.ended).toContain("nothing but spam");

  const blocked = page.locator(`[data-blocked="${agent.principal}"]`);
  await expect(blocked).toContainText("talker");
  await blocked.hover();
  await blocked.getByRole("button", { name: "Moderate talker" }).click();
  await page.getByRole("menuitem", { name: "Unblock talker" }).click();
  await expect(blocked).toHaveCount(0);
  await expect.poll(async () => (await handle.publish("sorry")).verdict).toBe("accepted");
  await expect(page.getByText("sorry")).toBeVisible();
});

test("a paused agent reads but cannot post until it is let speak again", async ({ scene, signedIn }) => {
  const { channel, agent, moderator } = await furnished(scene);
  const handle = agent.channel(channel);
  const { sequence = 0 } = await handle.publish("too loud");
  const seen: (string | undefined)[] = [];
  const subscription = handle.subscribe((message) => void seen.push(message.envelope.payload.text));
  await subscription.ready;
  const page = await open(await signedIn(moderator), scene, channel);
  await chooseInMessage(page, sequence, /^Pause talker/);
  await confirm(page, "let others speak", "Pause");
  await expect(handle.publish("louder")).rejects.toMatchObject({
    verdict: { code: "paused", reason: expect.stringMatching(/let others speak/) },
  });
  await page.getByRole("textbox", { name: /^Message #/ }).fill("do you hear me?");
  await page.keyboard.press("Enter");
  await expect.poll(() => seen).toContain("do you hear me?");

  const member = page.locator(`[data-member="${agent.principal}"]`);
  await expect(member.getByRole("img", { name: "paused" })).toBeVisible();
  await chooseInMessage(page, sequence, "Let talker speak again");
  await expect(member.getByRole("img", { name: "paused" })).toHaveCount(0);
  await expect.poll(async () => (await handle.publish("thank you")).verdict).toBe("accepted");
});

test("a paused or blocked person reads why, until when and who may lift it, and is back without a reload", async ({
  scene,
  signedIn,
}) => {
  const { channel, reader, moderator } = await furnished(scene);
  const page = await open(await signedIn(reader), scene, channel);
  await page.getByRole("textbox", { name: /^Message #/ }).fill("hello there");
  await page.keyboard.press("Enter");
  const message = page.locator("article[data-sequence]");
  await expect(message).toHaveCount(1);
  const sequence = Number(await message.getAttribute("data-sequence"));
  const moderators = await open(await signedIn(moderator), scene, channel);

  await chooseInMessage(moderators, sequence, /^Pause rita/);
  await moderators.getByRole("combobox", { name: "Ends" }).click();
  await moderators.getByRole("option", { name: "In 1 hour" }).click();
  await confirm(moderators, "cool down", "Pause");
  const composer = page.locator('[data-composer="disabled"]');
  await expect(composer).toContainText(/paused on #.* until .*: cool down.*moderator.*lift/);
  await expect(composer, "times are the reader's own").not.toContainText(/\dT\d\d:/);
  await chooseInMessage(moderators, sequence, "Let rita speak again");
  await expect(page.getByRole("textbox", { name: /^Message #/ })).toBeVisible();

  await chooseInMessage(moderators, sequence, /^Block rita/);
  await confirm(moderators, "again", "Block");
  const notice = page.getByRole("alert").filter({ hasText: "You can no longer read" });
  await expect(notice).toContainText(/blocked from #.* until .*: again.*moderator.*lift/);
  await page.reload();
  await expect(page.getByRole("heading", { name: `You are blocked from #${channel}` })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("again");
  const blocked = moderators.locator(`[data-blocked="${reader.principal}"]`);
  await blocked.hover();
  await blocked.getByRole("button", { name: "Moderate rita" }).click();
  await moderators.getByRole("menuitem", { name: "Unblock rita" }).click();
  await expect(page.getByText("hello there")).toBeVisible();
});

test("a paused channel says so in the composer, and its moderator opens it again from there", async ({
  scene,
  signedIn,
}) => {
  const { channel, agent, reader, moderator } = await furnished(scene);
  const { sequence = 0 } = await agent.channel(channel).publish("too hot");
  const [page, moderators] = [
    await open(await signedIn(reader), scene, channel),
    await open(await signedIn(moderator), scene, channel),
  ];
  await chooseInMessage(moderators, sequence, `Pause #${channel}…`);
  await question(moderators).getByRole("button", { name: "Pause channel" }).click();
  for (const each of [page, moderators]) {
    await expect(each.locator('[data-composer="disabled"]')).toContainText("This channel is paused");
  }
  await expect(page.locator('[data-composer="disabled"]').getByRole("button")).toHaveCount(0);
  await expect(agent.channel(channel).publish("still hot")).rejects.toMatchObject({
    verdict: { code: "channel_paused" },
  });
  await chooseInMessage(moderators, sequence, "Redact message…");
  await confirm(moderators, "too hot", "Redact");
  await expect(row(page, sequence)).toContainText("Redacted by mo: too hot");
  await moderators.locator('[data-composer="disabled"]').getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("textbox", { name: /^Message #/ })).toBeVisible();
});

test("senders that are no members any more are shown as who they are", async ({ scene, signedIn }) => {
  const { group, channel, agent, reader } = await furnished(scene);
  const leaver: ScenePerson = await scene.person("lee", { groups: [group] });
  const leavers = await open(await signedIn(leaver), scene, channel);
  await leavers.getByRole("textbox", { name: /^Message #/ }).fill("goodbye");
  await leavers.keyboard.press("Enter");
  await expect(leavers.locator("article[data-sequence]")).toHaveCount(1);
  await agent.channel(channel).publish("bye");
  await scene.removeFromGroup(group, leaver.principal);
  const page = await open(await signedIn(reader), scene, channel);
  const message = page.locator("article", { hasText: "goodbye" });
  await expect(message).toContainText("lee");
  await expect(message.getByRole("img", { name: "agent" })).toHaveCount(0);
  await expect(page.locator("article", { hasText: "bye" }).last().getByRole("img", { name: "agent" })).toHaveCount(1);
});

test("somebody whose access is switched off is told that it is the whole space", async ({ scene, signedIn }) => {
  const { channel, reader } = await furnished(scene);
  const page = await open(await signedIn(reader), scene, channel);
  await scene.disable(reader.principal);
  const notice = page.getByRole("alert").filter({ hasText: "You are no longer connected to this space" });
  await expect(notice).toContainText("switched off");
  await expect(page.getByText(`You can no longer read #${channel}`)).toHaveCount(0);
});
