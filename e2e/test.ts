import { test as base, expect, type Page } from "@playwright/test";
import { factsVariable } from "./global-setup";
import type { InstallationFacts } from "./installation";
import { openOwnScene, openScene, type Scene, type ScenePerson } from "./scene";
import { signIn } from "./sign-in";

interface Fixtures {
  /** Like `scene`, in a space of its own. */
  ownScene: Scene;
  /** An empty page in a browser context of its own, signed in as that person. */
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
      await signIn(context.request, person);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };
