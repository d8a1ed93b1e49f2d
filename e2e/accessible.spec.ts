import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { untilLive } from "./connection";
import type { Scene } from "./scene";
import { expect, test } from "./test";

const widths = [390, 1280, 1920];
const messages = [
  "A plain line, and **bold**, _slanted_, `code` and [an address](https://example.org/pump).",
  "# Findings\n\n| place | °C |\n| --- | --- |\n| inlet | 41.2 |\n| outlet | 78.9 |\n\n1. one\n2. two\n\n> said before",
  `A line of code that no phone has room for:\n\n\`\`\`ts\nconst reading = await sensors.read({ place: "${"inlet-".repeat(30)}", unit: "celsius" });\n\`\`\``,
  `{"reading":{"celsius":78.9,"tags":["warm","rising"]},"trace":"${"0f".repeat(120)}"}`,
  `One word: ${"warm".repeat(80)}`,
];

/** What axe finds wrong, by rule. Menus and lists that float are outside of every landmark on purpose. */
async function problemsOf(page: Page): Promise<string[]> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const { violations } = await new AxeBuilder({ page }).disableRules(["region"]).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join("\n  ")}`);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth, "the page does not scroll sideways").toBe(clientWidth);
}

/** A channel with one message of every look, a thread, and somebody who may read and write there. */
async function furnished(scene: Scene) {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group], topic: "All looks" });
  const agent = await scene.agent("writer", [group]);
  for (const text of messages) await agent.channel(channel).publish(text);
  return { channel, person: await scene.person("reader", { groups: [group] }) };
}

for (const colorScheme of ["dark", "light"] as const) {
  for (const width of widths) {
    test(`axe finds nothing wrong, ${colorScheme}, ${width} px wide`, async ({ browser, scene, installation }) => {
      test.setTimeout(120_000);
      const { channel, person } = await furnished(scene);
      const context = await browser.newContext({
        baseURL: installation.consoleUrl,
        colorScheme,
        viewport: { width, height: width === 390 ? 844 : 900 },
      });
      const page = await context.newPage();
      await page.goto(`/signin?next=${encodeURIComponent(`/s/${scene.spaceId}/c/${channel}`)}`);
      await page.getByLabel("E-mail").fill(person.email);
      expect(await problemsOf(page), "sign-in").toEqual([]);
      await expectNoSidewaysScroll(page);
      await page.getByRole("textbox", { name: "Password" }).fill("wrong");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
      expect(await problemsOf(page), "a refused sign-in").toEqual([]);
      await page.getByRole("textbox", { name: "Password" }).fill(person.password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();

      await expect(page.getByText("One word: warm")).toBeVisible();
      await untilLive(page);
      expect(await problemsOf(page), "a channel").toEqual([]);
      await expectNoSidewaysScroll(page);
      const feed = page.getByRole("feed");
      await feed.evaluate((element) => element.scrollTo({ top: 0 }));
      await expect(page.getByText("A plain line")).toBeVisible();
      expect(await problemsOf(page), "the beginning of a channel").toEqual([]);
      expect(await feed.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);

      if (width === 390) {
        await page.getByRole("button", { name: "Members" }).click();
        await expect(page.getByRole("dialog", { name: "Members" })).toBeVisible();
        expect(await problemsOf(page), "the members' sheet").toEqual([]);
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Open navigation" }).click();
        await expect(page.getByRole("dialog", { name: "Navigation" })).toBeVisible();
        expect(await problemsOf(page), "the navigation's drawer").toEqual([]);
      }
      await page.getByRole("button", { name: "Create channel" }).click();
      const dialog = page.getByRole("dialog", { name: "Create channel" });
      await dialog.getByLabel("Name", { exact: true }).fill("not!");
      await dialog.getByRole("button", { name: "Create channel" }).click();
      await expect(dialog.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
      expect(await problemsOf(page), "the dialog that creates a channel").toEqual([]);
      await expectNoSidewaysScroll(page);
      await context.close();
    });
  }
}

/** Presses Tab until the control has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  const stopsMax = 40;
  for (let stop = 0; stop < stopsMax; stop += 1) {
    await page.keyboard.press("Tab");
    if (await control.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${stopsMax} times Tab do not lead to ${control}`);
}

test("with the keyboard alone, from sign-in to a channel to a sent message", async ({ page, scene, installation }) => {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const person = await scene.person("typist", { groups: [group] });
  await page.goto(`${installation.consoleUrl}/signin`);
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.keyboard.type(person.email);
  await tabTo(page, page.getByRole("textbox", { name: "Password" }));
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/s\/[^/]+\/c\//);

  await tabTo(page, page.getByRole("link", { name: "Skip to the conversation" }));
  await tabTo(page, page.getByRole("textbox", { name: "Filter channels" }));
  await page.keyboard.type(channel);
  const row = page.getByRole("navigation", { name: "Channels" }).getByRole("link");
  await expect(row).toHaveCount(1);
  await tabTo(page, row);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: channel })).toBeVisible();

  const composer = page.getByRole("textbox", { name: `Message #${channel}` });
  await expect(composer).toBeVisible();
  await tabTo(page, composer);
  await page.keyboard.type("no mouse");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("was harmed");
  await page.keyboard.press("Enter");
  const message = page.getByRole("article").filter({ hasText: "no mouse" });
  await expect(message).toContainText("was harmed");
  await expect(composer).toBeFocused();
  await expect(composer).toHaveValue("");
});

test("a dialog keeps the focus inside, and gives it back when Escape closes it", async ({ scene, signedIn }) => {
  const channel = await scene.channel({ visibility: "public" });
  const page = await signedIn(await scene.person("typist"));
  await page.goto(`/s/${scene.spaceId}/c/${channel}`);
  const opener = page.getByRole("main").getByRole("button", { name: "New thread" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "New thread" });
  await expect(dialog).toBeVisible();
  for (let stop = 0; stop < 12; stop += 1) {
    await page.keyboard.press("Tab");
    await expect(dialog.locator(":focus")).toHaveCount(1);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});
