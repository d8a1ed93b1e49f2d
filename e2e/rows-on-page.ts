import type { CDPSession, Page } from "@playwright/test";

/** What was seen while a conversation was scrolled to its beginning. */
export interface Journey {
  mountedMax: number;
  /** How far a row in view moved by itself, at most, while older ones came above it. */
  driftMax: number;
  pages: number;
  frames: number;
}

/** Scrolls from wherever the reader is to the beginning, as fast as older messages come, and stops at each page to look whether anything moved. */
export function scrollToBeginning(page: Page): Promise<Journey> {
  return page.evaluate(async () => {
    const flickPx = 3_000;
    const nearPx = 1_500;
    const patienceMs = 20_000;
    const found = document.querySelector<HTMLElement>("[data-timeline]");
    if (!found) throw new Error("no timeline");
    const scroller: HTMLElement = found;
    const journey = { mountedMax: 0, driftMax: 0, pages: 0, frames: 0 };
    const frame = async () => {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      journey.frames += 1;
      journey.mountedMax = Math.max(journey.mountedMax, scroller.querySelectorAll("[data-message]").length);
    };
    const offset = (row: Element) => row.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    const topRow = () => [...scroller.querySelectorAll<HTMLElement>("[data-sequence]")].find((row) => offset(row) >= 0);
    const isBusy = () => scroller.getAttribute("aria-busy") === "true";
    const isAtBeginning = () => /This is where .* begins/.test(scroller.textContent ?? "");
    while (!(isAtBeginning() && scroller.scrollTop <= 1)) {
      scroller.scrollTop -= flickPx;
      await frame();
      await frame();
      if (scroller.scrollTop > nearPx || isAtBeginning()) continue;
      const row = topRow();
      const sequence = row?.dataset["sequence"];
      const before = row && offset(row);
      const deadline = performance.now() + patienceMs;
      const height = scroller.scrollHeight;
      while ((isBusy() || scroller.scrollHeight === height) && !isAtBeginning()) {
        if (performance.now() > deadline) throw new Error("older messages do not come");
        await frame();
      }
      await frame();
      await frame();
      const now = scroller.querySelector(`[data-sequence="${sequence}"]`);
      if (!now || before === undefined) throw new Error(`message ${sequence} is gone from view`);
      journey.driftMax = Math.max(journey.driftMax, Math.abs(offset(now) - before));
      journey.pages += 1;
    }
    return journey;
  });
}

/** The sequences that the rows of the live end show, in their order, down from the newest one to `from`, read by scrolling over them. */
export function sequencesOnScreen(page: Page, from: number): Promise<number[]> {
  return page.evaluate(async (from) => {
    const found = document.querySelector<HTMLElement>("[data-timeline]");
    if (!found) throw new Error("no timeline");
    const scroller: HTMLElement = found;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let seen: number[] = [];
    for (let round = 0; round < 500; round += 1) {
      const drawn = [...scroller.querySelectorAll<HTMLElement>("[data-sequence]")].map((row) =>
        Number(row.dataset["sequence"]),
      );
      const known = seen[0] ?? Number.POSITIVE_INFINITY;
      const overlaps = seen.length === 0 || drawn.includes(known);
      if (overlaps) seen = [...drawn.filter((sequence) => sequence < known), ...seen];
      if ((seen[0] ?? 0) <= from || scroller.scrollTop <= 0) break;
      scroller.scrollTop -= overlaps ? scroller.clientHeight / 2 : -scroller.clientHeight / 4;
      await frame();
      await frame();
    }
    return seen.filter((sequence) => sequence > from);
  }, from);
}

/** Bytes of live JavaScript objects and number of DOM nodes, after a collection. */
export async function memoryOf(cdp: CDPSession): Promise<{ heapBytes: number; nodes: number }> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const { nodes } = await cdp.send("Memory.getDOMCounters");
  return { heapBytes: usedSize, nodes };
}

/** Begins to note tasks that keep the page from answering, and how many messages are drawn at once. */
export async function startWatch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch = { tasks: [] as number[], mountedMax: 0 };
    const scroller = document.querySelector<HTMLElement>("[data-timeline]");
    if (!scroller) throw new Error("no timeline");
    const note = () => {
      watch.mountedMax = Math.max(watch.mountedMax, scroller.querySelectorAll("[data-message]").length);
    };
    const tasks = new PerformanceObserver((list) => {
      watch.tasks.push(...list.getEntries().map(({ duration }) => duration));
    });
    tasks.observe({ type: "longtask" });
    const drawings = new MutationObserver(note);
    drawings.observe(scroller, { childList: true, subtree: true });
    note();
    Object.assign(window, {
      endWatch: () => {
        tasks.disconnect();
        drawings.disconnect();
        return watch;
      },
    });
  });
}

/** Ends it and returns what was noted. */
export function endWatch(page: Page): Promise<{ tasks: number[]; mountedMax: number }> {
  return page.evaluate(() => (window as unknown as { endWatch: () => never }).endWatch());
}
