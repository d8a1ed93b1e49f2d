import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test";

/** Axe finds nothing wrong, once everything has come to rest, and the page does not scroll sideways. Menus and lists that float are outside of every landmark on purpose. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // One that is taken off the page meanwhile, such as a notice's, never finishes.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  const { violations } = await new AxeBuilder({ page }).disableRules(["region"]).analyze();
  const problems = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join("\n")}`,
  );
  expect(problems, what).toEqual([]);
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth, `${what} does not scroll sideways`).toBe(clientWidth);
}
