import type { Page, Request } from "@playwright/test";
import { hostileCorpus } from "@/components/chat/message/hostile/corpus";
import { permalinkOf } from "@/components/chat/permalink";
import { VerdictError } from "@/sdk";
import { expect, test } from "./test";

/** No work of the page may keep it from answering for longer. */
const longTaskMs = 1_500;
/** How long a screen of messages may take until something new can be asked of the page. */
const screenMs = 5_000;

interface Watched {
  hostileRan?: boolean;
  hostile?: () => void;
  longest?: number;
}

/** Notes what must not happen: a script of a message that runs, a dialog, a request to anywhere else, a long pause. */
async function watch(page: Page, allowed: readonly string[]) {
  const foreign: string[] = [];
  const dialogs: string[] = [];
  const errors: string[] = [];
  page.on("request", (request: Request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && !allowed.includes(url.hostname)) foreign.push(request.url());
  });
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.addInitScript(() => {
    const watched = window as unknown as Watched;
    watched.hostile = () => {
      watched.hostileRan = true;
    };
    watched.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longest = Math.max(watched.longest ?? 0, duration);
    }).observe({ type: "longtask", buffered: true });
  });
  return { foreign, dialogs, errors };
}

test("nothing that was sent to harm runs, loads, freezes the page or breaks out of its row", async ({
  scene,
  signedIn,
  installation,
}) => {
  test.slow();
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const agent = await scene.agent("villain", [group]);
  const handle = agent.channel(channel);
  /** Where what was accepted stands, by the message's id. */
  const accepted = new Map<string, number>();
  const refused = new Map<string, number>();
  for (const { draft } of hostileCorpus) {
    try {
      const { id, sequence } = await handle.publish(draft);
      if (sequence !== undefined) accepted.set(id, sequence);
    } catch (error) {
      // What nests ten thousand levels deep cannot even be written.
      if (!(error instanceof VerdictError || error instanceof RangeError)) throw error;
      const code = error instanceof VerdictError ? error.verdict.code : "unwritable";
      refused.set(code, (refused.get(code) ?? 0) + 1);
    }
  }
  expect(accepted.size).toBeGreaterThan(200);

  const page = await signedIn(await scene.person("ann", { groups: [group] }));
  const seen = await watch(page, [new URL(installation.consoleUrl).hostname, "127.0.0.1", "localhost"]);
  await page.goto(permalinkOf(scene.spaceId, { channel }, undefined));
  await expect(page.locator("article[data-message]").last()).toBeVisible({ timeout: 60_000 });
  await page.evaluate(() => {
    (window as unknown as Watched).longest = 0;
  });

  const shown = new Set<string>();
  let slowest = 0;
  for (let screens = 0; screens < 400; screens++) {
    const started = Date.now();
    const state = await page.evaluate(() => {
      const scroller = document.querySelector<HTMLElement>("[data-timeline]");
      const rows = [...document.querySelectorAll<HTMLElement>("[data-message]")];
      const links = [...document.querySelectorAll<HTMLAnchorElement>("article a[href]")];
      const result = {
        ids: rows.map((row) => row.dataset["message"] ?? ""),
        pageOverflow: document.documentElement.scrollWidth - window.innerWidth,
        rowOverflow: scroller ? scroller.scrollWidth - scroller.clientWidth : 0,
        badLinks: links
          .filter((link) => link.origin !== location.origin)
          .filter(
            ({ protocol, target, rel }) =>
              !/^(https?|mailto):$/.test(protocol) || target !== "_blank" || !rel.includes("noopener"),
          )
          .map((link) => link.outerHTML.slice(0, 200)),
        strange: document.querySelectorAll(
          "article :is(script, iframe, object, embed, style, link, meta, base, form, video, audio), article img:not([src^='/'])",
        ).length,
        isAtStart: scroller?.scrollTop === 0 && scroller.querySelector("article > h2") !== null,
      };
      scroller?.scrollBy({ top: -scroller.clientHeight * 0.8 });
      return result;
    });
    for (const id of state.ids) shown.add(id);
    expect(state.pageOverflow, "the page is no wider than the window").toBeLessThanOrEqual(0);
    expect(state.rowOverflow, "no row is wider than the timeline").toBeLessThanOrEqual(0);
    expect(state.badLinks).toEqual([]);
    expect(state.strange).toBe(0);
    // What is in view is drawn, but for a line between days.
    await page.waitForFunction(() => {
      const view = document.querySelector("[data-timeline]")?.getBoundingClientRect();
      const isDrawn = (part: number) =>
        view && document.elementFromPoint(view.left + 80, view.top + view.height * part)?.closest("article");
      return [0.02, 0.25, 0.5, 0.75, 0.95].filter(isDrawn).length >= 4;
    });
    slowest = Math.max(slowest, Date.now() - started);
    if (state.isAtStart) break;
  }
  const harm = () =>
    page.evaluate(() => {
      const { hostileRan = false, longest = 0 } = window as unknown as Watched;
      return { ran: hostileRan, longest };
    });
  const { ran, longest } = await harm();
  const passed = [...accepted].filter(([id]) => !shown.has(id));
  expect(passed.length, "what was not on the page at any stop").toBeLessThan(30);
  for (const [id, sequence] of passed) {
    await page.goto(permalinkOf(scene.spaceId, { channel }, sequence));
    await expect(page.locator(`[data-message="${id}"]`)).toBeVisible();
    expect((await harm()).ran, "no script of a message ran").toBe(false);
  }
  test.info().annotations.push({
    type: "hostile",
    description: JSON.stringify({
      inputs: hostileCorpus.length,
      accepted: accepted.size,
      refused: Object.fromEntries(refused),
      slowestScreenMs: slowest,
      longestTaskMs: Math.round(longest),
    }),
  });
  expect(ran, "no script of a message ran").toBe(false);
  expect(seen).toEqual({ foreign: [], dialogs: [], errors: [] });
  expect(slowest).toBeLessThan(screenMs);
  expect(longest).toBeLessThan(longTaskMs);
});
