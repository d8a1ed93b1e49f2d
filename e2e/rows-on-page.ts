import type { CDPSession, Page } from "@playwright/test";

/** What was seen while a conversation was scrolled to its beginning. */
export interface Journey {
  mountedMax: number;
  /** How far a row in view moved by itself, at most. */
  driftMax: number;
  /** How often one was looked at. */
  looks: number;
  /** How often older messages were waited for at the edge. */
  pages: number;
  frames: number;
}

/** Scrolls from wherever the reader is to the beginning, as fast as older messages come, and looks after each flick whether anything moves by itself. */
export function scrollToBeginning(page: Page): Promise<Journey> {
  return page.evaluate(async () => {
    const flickPx = 6_000;
    const patienceMs = 20_000;
    const redrawsMax = 3;
    const found = document.querySelector<HTMLElement>("[data-timeline]");
    if (!found) throw new Error("no timeline");
    const scroller: HTMLElement = found;
    const journey = { mountedMax: 0, driftMax: 0, looks: 0, pages: 0, frames: 0 };
    // After the frame, where a reader's scroll comes in as well: within it, the page has read its events already.
    const frame = async () => {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      journey.frames += 1;
      journey.mountedMax = Math.max(journey.mountedMax, scroller.querySelectorAll("[data-message]").length);
    };
    const offset = (row: Element) => row.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    const isMeasured = (row: Element) => row.checkVisibility({ visibilityProperty: true });
    const isInView = (row: Element) => isMeasured(row) && offset(row) >= 0 && offset(row) < scroller.clientHeight;
    const topRow = () => [...scroller.querySelectorAll<HTMLElement>("[data-sequence]")].find(isInView);
    const compare = async (sequence: string | undefined, before: number) => {
      const find = () => scroller.querySelector(`[data-sequence="${sequence}"]`);
      let now = find();
      // When the far end is left out meanwhile, the windowing draws once more.
      for (let redrawn = 0; redrawn < redrawsMax && !(now && isMeasured(now)); redrawn += 1) {
        await frame();
        now = find();
      }
      if (!now) throw new Error(`message ${sequence} is gone from view`);
      journey.driftMax = Math.max(journey.driftMax, Math.abs(offset(now) - before));
      journey.looks += 1;
    };
    const hasBeginning = () => scroller.querySelector("article > h2") !== null;
    while (!(hasBeginning() && scroller.scrollTop <= 1)) {
      scroller.scrollTop -= flickPx;
      await frame();
      const row = topRow();
      const sequence = row?.dataset["sequence"];
      const before = row ? offset(row) : 0;
      await frame();
      if (!row) continue;
      await compare(sequence, before);
      if (scroller.scrollTop > 1 || hasBeginning()) continue;
      const deadline = performance.now() + patienceMs;
      // What comes above is higher than the window, so that the edge is far away once it is there.
      while (scroller.scrollTop <= scroller.clientHeight && !hasBeginning()) {
        if (performance.now() > deadline) throw new Error("older messages do not come");
        await frame();
      }
      await frame();
      await frame();
      await compare(sequence, before);
      journey.pages += 1;
    }
    return journey;
  });
}

/** The sequences above `after` that the rows show, read by scrolling up over them from where the reader is. Fails where rows are out of order. */
export function sequencesOnScreen(page: Page, after: number): Promise<number[]> {
  return page.evaluate(async (after) => {
    const stopsMax = 1_000;
    const found = document.querySelector<HTMLElement>("[data-timeline]");
    if (!found) throw new Error("no timeline");
    const scroller: HTMLElement = found;
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const seen = new Set<number>();
    for (let stops = 0; stops < stopsMax; stops += 1) {
      const drawn = [...scroller.querySelectorAll<HTMLElement>("[data-sequence]")].map((row) =>
        Number(row.dataset["sequence"]),
      );
      if (drawn.some((sequence, index) => sequence <= (drawn[index - 1] ?? 0))) {
        throw new Error(`out of order: ${drawn.join(", ")}`);
      }
      for (const sequence of drawn) seen.add(sequence);
      if ((drawn[0] ?? Number.POSITIVE_INFINITY) <= after || scroller.scrollTop <= 0) break;
      scroller.scrollTop -= scroller.clientHeight * 0.7;
      await frame();
      await frame();
    }
    return [...seen].filter((sequence) => sequence > after).sort((one, other) => one - other);
  }, after);
}

export interface Memory {
  heapBytes: number;
  nodes: number;
}

/** Bytes of live JavaScript objects and number of DOM nodes, after a collection. */
export async function memoryOf(cdp: CDPSession): Promise<Memory> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const { nodes } = await cdp.send("Memory.getDOMCounters");
  return { heapBytes: usedSize, nodes };
}

export interface Watched {
  /** Milliseconds of each task that kept the page from answering for more than 50 ms. */
  tasks: number[];
  /** Messages that were drawn at once, at most. */
  mountedMax: number;
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
    const add = (entries: readonly PerformanceEntry[]) => {
      watch.tasks.push(...entries.map(({ duration }) => duration));
    };
    const tasks = new PerformanceObserver((list) => add(list.getEntries()));
    tasks.observe({ type: "longtask" });
    const drawings = new MutationObserver(note);
    drawings.observe(scroller, { childList: true, subtree: true });
    note();
    Object.assign(window, {
      endWatch: () => {
        add(tasks.takeRecords());
        tasks.disconnect();
        drawings.disconnect();
        return watch;
      },
    });
  });
}

/** Ends it and returns what was noted. */
export function endWatch(page: Page): Promise<Watched> {
  return page.evaluate(() => (window as unknown as { endWatch: () => never }).endWatch());
}
