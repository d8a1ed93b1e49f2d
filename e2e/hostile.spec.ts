import type { Page, Request } from "@playwright/test";
import { hostileCorpus } from "@/components/chat/message/hostile/corpus";
import { permalinkOf } from "@/components/chat/permalink";
import { type Session, VerdictError } from "@/sdk";
import { expect, test } from "./test";

/** No work of the page may keep it from answering for longer, on a machine that is busy with all else as well. */
const longTaskMs = 2_000;
/** How long the way to the next message may take. */
const rowMs = 5_000;

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

/** Publishes the corpus. Resolves with the names of what was accepted, by sequence, and how often which refusal came. */
async function publishCorpus(agent: Session, channel: string) {
  const accepted = new Map<number, string>();
  const refused: Record<string, number> = {};
  for (const { name, draft } of hostileCorpus) {
    try {
      const { sequence } = await agent.channel(channel).publish(draft);
      if (sequence !== undefined) accepted.set(sequence, name);
    } catch (error) {
      // What nests ten thousand levels deep cannot even be written.
      if (!(error instanceof VerdictError || error instanceof RangeError)) throw error;
      const code = error instanceof VerdictError ? error.verdict.code : "unwritable";
      refused[code] = (refused[code] ?? 0) + 1;
    }
  }
  return { accepted, refused };
}

interface Stop {
  /** The message that the keyboard is on. */
  sequence: number;
  /** What is wrong with what is drawn around it. */
  wrong: string[];
}

/**
 * Waits until the keyboard is on another message than `before`, drawn and in view, and looks at all that is drawn then. At the edge of what
 * is loaded a key leads nowhere: then there is none.
 */
function nextStop(page: Page, before: number | undefined): Promise<Stop | undefined> {
  return page.evaluate(
    async ([before, patienceMs]) => {
      const found = document.querySelector<HTMLElement>("[data-timeline]");
      if (!found) throw new Error("no timeline");
      const scroller: HTMLElement = found;
      const active = () => document.activeElement?.closest<HTMLElement>("article[data-sequence]") ?? undefined;
      const isShown = (row: HTMLElement) => {
        const [box, view] = [row.getBoundingClientRect(), scroller.getBoundingClientRect()];
        const isInView = box.bottom > view.top + 1 && box.top < view.bottom - 1 && box.height > 0;
        return isInView && row.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      };
      const wrongOf = () => {
        const wrong: string[] = [];
        if (document.documentElement.scrollWidth > window.innerWidth) wrong.push("the page is wider than the window");
        if (scroller.scrollWidth > scroller.clientWidth) wrong.push("a row is wider than the timeline");
        for (const link of scroller.querySelectorAll<HTMLAnchorElement>("article a[href]")) {
          if (link.origin === location.origin) continue;
          const isSafe = /^(https?|mailto):$/.test(link.protocol);
          if (isSafe && link.target === "_blank" && link.rel.includes("noopener")) continue;
          wrong.push(`a link: ${link.outerHTML.slice(0, 200)}`);
        }
        const strange = "script, iframe, object, embed, style, link, meta, base, form, video, audio";
        for (const each of scroller.querySelectorAll(`article :is(${strange}), article img:not([src^='/'])`)) {
          wrong.push(`an element: ${each.outerHTML.slice(0, 200)}`);
        }
        return wrong;
      };
      const deadline = performance.now() + patienceMs;
      for (;;) {
        const row = active();
        const sequence = Number(row?.dataset["sequence"]);
        if (row && sequence !== before && isShown(row)) return { sequence, wrong: wrongOf() };
        if (performance.now() > deadline) return undefined;
        await new Promise(requestAnimationFrame);
      }
    },
    [before, rowMs] as const,
  );
}

test("nothing that was sent to harm runs, loads, freezes the page or breaks out of its row", async ({
  scene,
  signedIn,
  installation,
}) => {
  test.setTimeout(240_000);
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const { accepted, refused } = await publishCorpus(await scene.agent("villain", [group]), channel);
  expect(accepted.size).toBeGreaterThan(200);

  const page = await signedIn(await scene.person("ann", { groups: [group] }));
  const harm = await watch(page, [new URL(installation.consoleUrl).hostname, "127.0.0.1", "localhost"]);
  await page.goto(permalinkOf(scene.spaceId, { channel }, undefined));
  await expect(page.locator("article[data-message]").last()).toBeVisible({ timeout: 60_000 });
  await page.evaluate(() => {
    (window as unknown as Watched).longest = 0;
  });

  // From message to message by keyboard, as whoever reads each of them.
  await page.getByRole("feed").first().focus();
  const seen = new Set<number>();
  let at: number | undefined;
  const first = Math.min(...accepted.keys());
  while (at !== first && seen.size < accepted.size) {
    let stop: Stop | undefined;
    await expect(async () => {
      await page.keyboard.press("ArrowUp");
      stop = await nextStop(page, at);
      expect(stop, `what stands above ${at === undefined ? "the end" : accepted.get(at)}`).toBeDefined();
    }).toPass({ timeout: 3 * rowMs });
    const { sequence, wrong } = stop as unknown as Stop;
    expect(wrong, `around ${accepted.get(sequence)}`).toEqual([]);
    seen.add(sequence);
    at = sequence;
  }
  const passed = [...accepted].filter(([sequence]) => !seen.has(sequence));
  expect(passed.map(([, name]) => name)).toEqual([]);

  const { ran, longest } = await page.evaluate(() => {
    const { hostileRan = false, longest = 0 } = window as unknown as Watched;
    return { ran: hostileRan, longest };
  });
  test.info().annotations.push({
    type: "hostile",
    description: JSON.stringify({ inputs: hostileCorpus.length, seen: seen.size, refused, longestTaskMs: longest }),
  });
  expect(ran, "no script of a message ran").toBe(false);
  expect(harm).toEqual({ foreign: [], dialogs: [], errors: [] });
  expect(longest).toBeLessThan(longTaskMs);
});
