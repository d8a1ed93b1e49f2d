import { test as base, expect, type Page } from "@playwright/test";
import { factsVariable } from "./global-setup";
import type { InstallationFacts } from "./installation";
import { openOwnScene, openScene, type Scene, type ScenePerson } from "./scene";

interface Fixtures {
  /** Like `scene`, in a space of its own. */
  ownScene: Scene;
  /** A page in a browser context of its own, signed in as that person. */
  signedIn(person: ScenePerson): Promise<Page>;
}

interface WorkerFixtures {
  installation: InstallationFacts;
  scene: Scene;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  installation: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the destructuring.
    async ({}, use) => {
      await use(JSON.parse(process.env[factsVariable] ?? "{}") as InstallationFacts);
    },
    { scope: "worker" },
  ],
  scene: [
    async ({ installation }, use) => {
      const scene = await openScene(installation);
      await use(scene);
      await scene.close();
    },
    { scope: "worker" },
  ],
  ownScene: async ({ installation }, use) => {
    const scene = await openOwnScene(installation);
    await use(scene);
    await scene.close();
  },
  signedIn: async ({ browser, installation }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (person) => {
      const context = await browser.newContext({ baseURL: installation.consoleUrl });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto("/signin");
      await page.getByLabel("E-mail").fill(person.email);
      await page.getByRole("textbox", { name: "Password" }).fill(person.password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.waitForURL((url) => !url.pathname.startsWith("/signin"));
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };
