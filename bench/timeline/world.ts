import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import { furnished, openLive, textsOf } from "@/e2e/bulk";
import { startInstallation } from "@/e2e/installation";
import { openScene } from "@/e2e/scene";
import { signIn } from "@/e2e/sign-in";
import type { Session } from "@/sdk";
import { buildIfStale } from "@/server/main/build.mjs";
import { step } from "@/server/main/prepare.mjs";
import { ensureChromium } from "@/server/testing/chromium.mjs";

/** As many messages as a page holds of a conversation, and some more: what follows only takes the place of others. */
const warmMessages = 2_000;

/** A production installation of the benchmark's own, a person who looks at a channel in a browser, and an agent who may write into it. */
export interface TimelineWorld {
  page: Page;
  cdp: CDPSession;
  agent: Session;
  channel: string;
}

export type Closers = (() => Promise<unknown>)[];

export async function openTimelineWorld(closers: Closers): Promise<TimelineWorld> {
  const executablePath = await ensureChromium();
  await buildIfStale(step);
  const installation = await startInstallation();
  closers.push(() => installation.stop());
  const scene = await openScene(installation);
  closers.push(() => scene.close());
  const { channel, agent, ada } = await furnished(scene);
  const browser: Browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  closers.push(() => browser.close());
  const viewport = { width: 1280, height: 800 };
  const page = await browser.newPage({ baseURL: installation.consoleUrl, viewport });
  // What runs this file keeps the names of functions by a call that the page does not have.
  await page.addInitScript("globalThis.__name = (named) => named;");
  await signIn(page.request, ada);
  await scene.fill(channel, "writer", textsOf(100));
  await openLive(page, `/s/${scene.spaceId}/c/${channel}`);
  const warm = await scene.fill(channel, "writer", textsOf(warmMessages));
  await page.locator(`[data-timeline] [data-sequence="${warm.at(-1)}"]`).waitFor();
  return { page, cdp: await page.context().newCDPSession(page), agent, channel };
}
