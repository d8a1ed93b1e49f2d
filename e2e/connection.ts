import { expect, type Locator, type Page } from "@playwright/test";

/** How the page says it is connected. By its role: while a page streams in, a second one waits in it unseen. */
export function connectionOf(page: Page): Locator {
  return page.getByRole("button", { name: /^Connection:/ });
}

/** The page hears its space from here on. On a busy machine a first visit takes a while. */
export async function untilLive(page: Page): Promise<void> {
  await expect(connectionOf(page)).toContainText("Live", { timeout: 60_000 });
}
