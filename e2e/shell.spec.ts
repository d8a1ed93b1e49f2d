import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { untilLive } from "./connection";
import { expect, test } from "./test";

/** What axe finds wrong, by rule. Menus and lists that float are outside of every landmark on purpose. */
async function problemsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).disableRules(["region"]).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}

for (const colorScheme of ["dark", "light"] as const) {
  test(`the sign-in page is accessible, ${colorScheme}`, async ({ browser, installation }) => {
    const context = await browser.newContext({ baseURL: installation.consoleUrl, colorScheme });
    const page = await context.newPage();
    await page.goto("/signin");
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
    expect(await problemsOf(page)).toEqual([]);
    await context.close();
  });
}

test("every refused sign-in reads the same, and nothing is shown without one", async ({ page, installation }) => {
  await page.goto(`${installation.consoleUrl}/s/edge`);
  await expect(page).toHaveURL(/\/signin\?next=%2Fs%2Fedge$/);
  const answers: (string | null)[] = [];
  for (const email of ["admin@parley.local", "nobody@example.org"]) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill("wrong");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toBeVisible();
    answers.push(await alert.textContent());
    await page.reload();
  }
  expect(answers[0]).toBe(answers[1]);
});

test("signing out leaves nothing in the browser that is still signed in", async ({ scene, signedIn }) => {
  const page = await signedIn(await scene.person("leaver"));
  await page.goto("/");
  await page.getByRole("button", { name: "Account and settings" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/signin(\?|$)/);
  await page.goto(`/s/${scene.spaceId}`);
  await expect(page).toHaveURL(/\/signin/);
  const answer = await page.request.get(`/api/trpc/channels.list?input=${encodeURIComponent('{"spaceId":"edge"}')}`);
  expect(answer.status()).toBe(401);
});

test("arrow keys walk the channel tree, close and open its levels, and Enter opens a channel", async ({
  scene,
  signedIn,
}) => {
  const root = scene.unique("tree");
  await scene.channel({ visibility: "public" }, root);
  await scene.channel({ visibility: "public" }, `${root}.leaf`);
  const page = await signedIn(await scene.person("walker"));
  await page.goto(`/s/${scene.spaceId}/c/${root}`);
  const channels = page.getByRole("navigation", { name: "Channels" });
  const parent = channels.getByRole("link", { name: root, exact: true });
  const leaf = channels.getByRole("link", { name: "leaf", exact: true });
  await expect(parent).toHaveAttribute("aria-current", "page");
  // Live says that the page's own keys are listened to.
  await untilLive(page);
  await parent.focus();
  await page.keyboard.press("ArrowDown");
  await expect(leaf).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(parent).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(leaf).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await expect(leaf).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(leaf).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: `${root}.leaf` })).toBeVisible();
});

test("a channel made with the form exists in Kubernetes, and its conditions show as they change", async ({
  scene,
  signedIn,
}) => {
  const known = await scene.group();
  const missing = scene.unique("later");
  const name = scene.unique("formed");
  const page = await signedIn(await scene.person("maker", { groups: [known], role: "admin" }));
  await page.goto(`/s/${scene.spaceId}`);
  await page.getByRole("button", { name: "Create channel" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  for (const group of [known, missing]) {
    await dialog.getByLabel("Authorized groups").fill(group);
    await page.keyboard.press("Enter");
  }
  await dialog.getByRole("button", { name: "Create channel" }).click();
  const ready = dialog.getByRole("listitem").filter({ has: page.getByText("Ready", { exact: true }) });
  await expect(ready).toContainText(missing);
  expect(await problemsOf(page)).toEqual([]);
  const resource = await scene.kube.channels.get({ namespace: scene.spaceId, name });
  expect(resource.spec.authorizedGroups).toEqual([known, missing]);

  await scene.group(missing);
  await expect(ready).toContainText("Holds");
  await dialog.getByRole("button", { name: "Open channel" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("on a phone the navigation is a drawer that closes when a channel is chosen", async ({ scene, signedIn }) => {
  const channel = await scene.channel({ visibility: "public" });
  const page = await signedIn(await scene.person("walker"));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/s/${scene.spaceId}`);
  await page.getByRole("button", { name: "Open navigation" }).click();
  const drawer = page.getByRole("dialog", { name: "Navigation" });
  await drawer.getByRole("link", { name: channel, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: channel })).toBeVisible();
  await expect(drawer).toHaveCount(0);
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth).toBe(clientWidth);
});
