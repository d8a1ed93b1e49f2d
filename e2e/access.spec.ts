import { untilLive } from "./connection";
import { expect, test } from "./test";

test("a person outside the group neither sees the channel nor can open its address", async ({ scene, signedIn }) => {
  const group = await scene.group();
  const secret = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const open = await scene.channel({ visibility: "public" });
  const page = await signedIn(await scene.person("outsider"));
  await page.goto(`/s/${scene.spaceId}/c/${open}`);
  await expect(page.getByRole("navigation").getByText(open)).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);

  const plainRefusal = /^There is nothing here for you/;
  await page.goto(`/s/${scene.spaceId}/c/${secret}`);
  await expect(page.getByRole("main")).toHaveText(plainRefusal);
  const refused = await page.getByRole("main").textContent();
  await page.goto(`/s/${scene.spaceId}/c/${scene.unique("never-made")}`);
  await expect(page.getByRole("main"), "a closed channel looks like one that does not exist").toHaveText(refused ?? "");
  await expect(page.getByRole("textbox", { name: /^Message/ })).toHaveCount(0);
});

test("a channel whose groups change while it is watched ends with an explanation, and comes back without a reload", async ({
  scene,
  signedIn,
}) => {
  const group = await scene.group();
  const others = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const writer = await scene.agent("writer", [group, others]);
  const watcher = await signedIn(await scene.person("watcher", { groups: [group] }));
  const keeper = await signedIn(await scene.person("keeper", { groups: [others] }));
  await watcher.goto(`/s/${scene.spaceId}/c/${channel}`);
  await writer.channel(channel).publish("before");
  await expect(watcher.getByText("before")).toBeVisible();
  await watcher.evaluate(() => Object.assign(window, { wasNotReloaded: true }));

  await scene.kube.channels.patch(
    { namespace: scene.spaceId, name: channel },
    { spec: { authorizedGroups: [others] } },
  );
  const notice = watcher.getByRole("alert").filter({ hasText: "You can no longer read" });
  await expect(notice).toBeVisible();
  await expect(notice).toContainText("not open to you");
  await keeper.goto(`/s/${scene.spaceId}/c/${channel}`);
  await writer.channel(channel).publish("a secret of the others");
  await expect(keeper.getByText("a secret of the others")).toBeVisible();
  await expect(watcher.getByText("a secret of the others")).toHaveCount(0);

  await scene.kube.channels.patch(
    { namespace: scene.spaceId, name: channel },
    { spec: { authorizedGroups: [others, group] } },
  );
  await expect(watcher.getByText("a secret of the others")).toBeVisible();
  await expect(notice).toHaveCount(0);
  expect(await watcher.evaluate(() => "wasNotReloaded" in window)).toBe(true);
});

test("a person taken out of the group while watching is told so", async ({ scene, signedIn }) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const person = await scene.person("leaver", { groups: [group] });
  const page = await signedIn(person);
  await page.goto(`/s/${scene.spaceId}/c/${channel}`);
  await untilLive(page);
  await scene.removeFromGroup(group, person.principal);
  await expect(page.getByRole("alert").filter({ hasText: "You can no longer read" })).toBeVisible();
});
