import { untilLive } from "./connection";
import { expect, test } from "./test";

const withinMs = 1_000;

test("an agent's message is on two people's screens within a second", async ({ scene, signedIn }) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("writer", [group]);
  const pages = await Promise.all(
    ["ann", "bob"].map(async (name) => {
      const page = await signedIn(await scene.person(name, { groups: [group] }));
      await page.goto(`/s/${scene.spaceId}/c/${channel}`);
      await untilLive(page);
      return page;
    }),
  );
  const text = scene.unique("the pump is warm");
  await agent.channel(channel).publish(text);
  await Promise.all(pages.map((page) => expect(page.getByText(text)).toBeVisible({ timeout: withinMs })));
});

test("a person's message reaches the agent, and its answer the person", async ({ scene, signedIn }) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("answerer", [group]);
  const person = await scene.person("ann", { groups: [group] });
  const handle = agent.channel(channel);
  const answered = (async () => {
    for await (const message of handle.subscribe()) {
      if (message.envelope.source !== person.principal) continue;
      await handle.publish({ text: `you said: ${message.envelope.payload.text}`, causationId: message.envelope.id });
      return;
    }
  })();
  const page = await signedIn(person);
  await page.goto(`/s/${scene.spaceId}/c/${channel}`);
  const composer = page.getByRole("textbox", { name: `Message #${channel}` });
  await composer.fill("hello **agent**");
  await composer.press("Enter");
  await expect(page.getByText("you said: hello agent")).toBeVisible();
  await answered;
  await expect(page.locator("article[data-sequence]")).toHaveCount(2);
  await expect(composer).toHaveValue("");
});

test("a demo agent answers a question with figures of its own", async ({ scene, signedIn }) => {
  const page = await signedIn(await scene.person("ann"));
  await page.goto(`/s/${scene.spaceId}/c/sensors.temperature`);
  await expect(page.locator("article[data-sequence]").first()).toBeVisible();
  await page.getByRole("textbox", { name: /^Message #/ }).fill("status?");
  await page.getByRole("textbox", { name: /^Message #/ }).press("Enter");
  await expect(page.getByText(/\d+(\.\d+)? ?°C/).last()).toBeVisible();
});
