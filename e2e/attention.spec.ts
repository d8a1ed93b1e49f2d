import type { Page } from "@playwright/test";
import { untilLive } from "./connection";
import { expectAccessible } from "./expect-accessible";
import type { Scene, ScenePerson } from "./scene";
import { expect, test } from "./test";

const arrival = { timeout: 15_000 };

/** A private channel with one agent and people who may read it. */
async function room(scene: Scene, names: string[]) {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("writer", [group]);
  const people: ScenePerson[] = [];
  for (const name of names) people.push(await scene.person(name, { groups: [group] }));
  return { group, channel, agent, people };
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("link", { name: "For me" })).toBeVisible();
}

async function openLive(page: Page, path: string): Promise<void> {
  await open(page, path);
  await untilLive(page);
}

const forMe = (page: Page) => page.getByRole("link", { name: /^For me/ });
const row = (page: Page, channel: string) =>
  page.getByRole("navigation", { name: "Channels" }).getByRole("link", { name: channel });

test("a mention makes the badge, the title and the list; reading it clears them in another tab", async ({
  scene,
  signedIn,
}) => {
  const { channel, agent, people } = await room(scene, ["ann"]);
  const [ann] = people as [ScenePerson];
  const other = await scene.channel({ visibility: "public" });
  const page = await signedIn(ann);
  await openLive(page, `/s/${scene.spaceId}/c/${other}`);
  const second = await page.context().newPage();
  await open(second, `/s/${scene.spaceId}/for-me`);
  await expect(second.getByRole("heading", { name: "Nothing is for you yet" })).toBeVisible();

  const text = scene.unique("the pump needs you");
  await agent.channel(channel).publish(`@${ann.principal} ${text}`);
  for (const tab of [page, second]) {
    await expect(forMe(tab)).toContainText("1 unread for you", arrival);
    await expect(tab).toHaveTitle(/^\(1\) /);
    await expect(row(tab, channel)).toContainText("1 unread for you");
  }
  const item = second.getByRole("link", { name: new RegExp(`Unread\\..* mentions you: .*${text}`) });
  await expect(item).toBeVisible(arrival);
  await expect(page.getByText(`For you: ${agent.principal} in #${channel}`)).toBeAttached();
  await expectAccessible(second, "what is for somebody");

  await page.bringToFront();
  await row(page, channel).click();
  await expect(page.locator("[data-timeline]").getByText(text)).toBeVisible(arrival);
  await expect(page.locator(`mark[data-mention="${ann.principal}"]`)).toBeVisible();
  for (const tab of [page, second]) {
    await expect(forMe(tab)).not.toContainText("unread", arrival);
    await expect(tab).not.toHaveTitle(/^\(/);
  }
  await expect(second.getByRole("link", { name: new RegExp(`mentions you: .*${text}`) })).not.toHaveAccessibleName(
    /^Unread/,
    arrival,
  );
});

test("10,000 messages of agents leave what is for somebody at zero, and are a quiet number that one press clears", async ({
  scene,
  signedIn,
}) => {
  test.setTimeout(180_000);
  const { channel, agent, people } = await room(scene, ["ann"]);
  const [ann] = people as [ScenePerson];
  const other = await scene.channel({ visibility: "public" });
  const page = await signedIn(ann);
  await openLive(page, `/s/${scene.spaceId}/c/${other}`);
  const handle = agent.channel(channel);
  for (let sent = 0; sent < 10_000; sent += 500) {
    await Promise.all(Array.from({ length: 500 }, (_, index) => handle.publish(`reading ${sent + index}`)));
  }
  await expect(row(page, channel)).toContainText("99+ unread", { timeout: 60_000 });
  await expect(forMe(page)).not.toContainText("unread");
  await expect(page).not.toHaveTitle(/^\(/);
  // Other channels of the space may have something unread as well, and stand before it.
  await expect(async () => {
    await page.keyboard.press("Alt+Shift+ArrowDown");
    await expect(page).toHaveURL(new RegExp(`/c/${channel}$`), { timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.locator("[data-timeline]").getByText("reading 9999")).toBeVisible(arrival);
  await expect(row(page, channel)).not.toContainText("unread", arrival);
});

test("a muted channel makes no traffic and lets through only what names somebody", async ({ scene, signedIn }) => {
  const { channel, agent, people } = await room(scene, ["ann"]);
  const [ann] = people as [ScenePerson];
  const other = await scene.channel({ visibility: "public" });
  const page = await signedIn(ann);
  await openLive(page, `/s/${scene.spaceId}/c/${channel}`);
  await page.getByRole("button", { name: "Notifications" }).click();
  await page.getByRole("menuitem", { name: "Mute channel" }).click();
  await expect(page.getByRole("button", { name: "Notifications: muted" })).toBeVisible(arrival);
  await row(page, other).click();
  await expect(page).toHaveURL(new RegExp(`/c/${other}$`));
  await agent.channel(channel).publish("nothing in particular");
  await agent.channel(channel).publish("@here everybody");
  await agent.channel(other).publish("traffic elsewhere");
  await agent.channel(channel).publish(`@${ann.principal} you`);
  await expect(row(page, channel)).toContainText("1 unread for you", arrival);
  await expect(forMe(page)).toContainText("1 unread for you");
  await open(page, `/s/${scene.spaceId}/for-me`);
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(row(page, channel)).toContainText("muted", arrival);
  await expect(row(page, channel)).not.toContainText("unread");
});

test("a thread that somebody writes in is followed, told of once, and leads their threads", async ({
  scene,
  signedIn,
}) => {
  const { channel, agent, people } = await room(scene, ["ann"]);
  const [ann] = people as [ScenePerson];
  const { key } = await scene.db.channel.findFirstOrThrow({ where: { spaceId: scene.spaceId, name: channel } });
  await scene.db.thread.create({ data: { channelKey: key, name: "spike", topic: "The spike at noon" } });
  const page = await signedIn(ann);
  await openLive(page, `/s/${scene.spaceId}/c/${channel}/t/spike`);
  const composer = page
    .getByRole("textbox", { name: "Message The spike at noon" })
    .or(page.getByRole("textbox", { name: "Message spike" }));
  await composer.fill("what was that?");
  await composer.press("Enter");
  await expect(page.getByRole("button", { name: "Notifications: following" })).toBeVisible(arrival);
  await open(page, `/s/${scene.spaceId}/threads`);
  const link = page.getByRole("main").getByRole("link", { name: /^The spike at noon/ });
  await expect(link).toBeVisible(arrival);
  const handle = agent.channel(channel).thread("spike");
  for (let count = 0; count < 5; count += 1) await handle.publish(`answer ${count}`);
  await expect(link).toContainText("5 new", arrival);
  await expect(link).toContainText("answer 4");
  await expect(forMe(page)).toContainText("1 unread for you");
  await expectAccessible(page, "threads");
  await link.click();
  await expect(page).toHaveURL(/\/t\/spike$/);
  await expect(forMe(page)).not.toContainText("unread", arrival);
});

test("a name that stands for nobody who reads there is shown as such, and so is one in code not at all", async ({
  scene,
  signedIn,
}) => {
  const { channel, agent, people } = await room(scene, ["ann"]);
  const [ann] = people as [ScenePerson];
  const stranger = await scene.person("stranger");
  const verdict = await agent
    .channel(channel)
    .publish(`Ask @${stranger.principal} and @${ann.principal}, write to x@example.org, run \`npm i @scope\``);
  expect(verdict.unresolved).toEqual([stranger.principal]);
  const page = await signedIn(ann);
  await openLive(page, `/s/${scene.spaceId}/c/${channel}`);
  const timeline = page.locator("[data-timeline]");
  await expect(timeline.locator('[data-mention="unresolved"]')).toHaveText(new RegExp(`^@${stranger.principal}`));
  await expect(timeline.locator("mark")).toHaveText(`@${ann.principal}`);
  await expect(timeline.locator("[data-mention]")).toHaveCount(2);
});

test("what somebody may no longer read leaves what is for them", async ({ scene, signedIn }) => {
  const { group, channel, agent, people } = await room(scene, ["ann"]);
  const [ann] = people as [ScenePerson];
  const page = await signedIn(ann);
  await open(page, `/s/${scene.spaceId}/for-me`);
  await expect(page.getByRole("heading", { name: "Nothing is for you yet" })).toBeVisible();
  const text = scene.unique("between us");
  await agent.channel(channel).publish(`@${ann.principal} ${text}`);
  await expect(page.getByRole("link", { name: new RegExp(text) })).toBeVisible(arrival);
  await scene.removeFromGroup(group, ann.principal);
  await expect(page.getByRole("link", { name: new RegExp(text) })).toHaveCount(0, arrival);
  await expect(forMe(page)).not.toContainText("unread");
});

test("an agent hears what mentions it, the most urgent first", async ({ scene }) => {
  const { group, channel, agent } = await room(scene, []);
  const helper = await scene.agent("helper", [group]);
  const inbox = helper.inbox();
  const got: string[] = [];
  const reading = (async () => {
    for await (const { reason, place, envelope } of inbox) {
      got.push(`${reason} ${place.channel} ${envelope.payload.text}`);
      if (got.length === 2) return;
    }
  })();
  await agent.channel(channel).publish(`@${helper.principal} one`);
  await agent.channel(channel).publish(`@group:${group} two`);
  await reading;
  expect(got).toEqual([`direct ${channel} @${helper.principal} one`, `group ${channel} @group:${group} two`]);
});
