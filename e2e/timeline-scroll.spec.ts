import type { Page } from "@playwright/test";
import type { Scene } from "./scene";
import { untilStill } from "./still";
import { expect, test } from "./test";

const firstVisitMs = 30_000;
const tolerancePx = 1;

const feed = (page: Page) => page.getByRole("feed").first();

/** A channel that `ada` reads, with these messages in it. */
async function furnished(scene: Scene, texts: readonly string[]) {
  const group = await scene.group();
  const channel = await scene.channel({ visibility: "private", authorizedGroups: [group] });
  const sequences = await scene.fill(channel, "writer", texts);
  return { channel, sequences, ada: await scene.person("ada", { groups: [group] }) };
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(feed(page)).toBeVisible({ timeout: firstVisitMs });
  await untilStill(page);
  await feed(page).hover();
}

/** The sequences of what is in view, and how far below the top edge each begins. */
function inView(page: Page): Promise<[sequence: number, top: number][]> {
  return feed(page).evaluate((scroller) => {
    const view = scroller.getBoundingClientRect();
    return [...scroller.querySelectorAll<HTMLElement>("[data-sequence]")]
      .filter((row) => row.checkVisibility({ visibilityProperty: true }))
      .map((row) => ({ row, box: row.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > view.top && box.top < view.bottom)
      .map(({ row, box }): [number, number] => [Number(row.dataset["sequence"]), box.top - view.top]);
  });
}

/** From one line to more than fit in a window. */
function ofAnyHeight(index: number): string {
  if (index % 5 === 0) return `Step ${index}:\n\`\`\`ts\n${"await sensor.read();\n".repeat((index % 4) * 6 + 2)}\`\`\``;
  if (index % 7 === 0) return `| sensor | value |\n|---|---|\n${`| ${index} | 3 |\n`.repeat(12)}`;
  if (index % 3 === 0) return `Message ${index} is long. ${"It says more than fits on one line. ".repeat(15)}`;
  return `message ${index}`;
}

test("who scrolls past rows of very different heights passes none over, and what is in view moves as far as they scroll", async ({
  scene,
  signedIn,
}) => {
  const { channel, sequences, ada } = await furnished(
    scene,
    Array.from({ length: 130 }, (_, index) => ofAnyHeight(index)),
  );
  const page = await signedIn(ada);
  await open(page, `/s/${scene.spaceId}/c/${channel}`);
  const height = await feed(page).evaluate((scroller) => scroller.clientHeight);
  const step = Math.round(height * 0.7);
  const seen = new Set<number>();
  const moved: number[] = [];
  let before = await inView(page);
  for (let stops = 0; stops < 300; stops += 1) {
    for (const [sequence] of before) seen.add(sequence);
    if (seen.has(sequences[0] ?? 0)) break;
    await page.mouse.wheel(0, -step);
    await untilStill(page);
    const after = new Map(await inView(page));
    // The beginning stops a scroll short.
    const isAtStart = await feed(page).evaluate((scroller) => scroller.scrollTop < 1);
    const common = before.flatMap(([sequence, top]) => {
      const now = after.get(sequence);
      return now === undefined ? [] : [now - top];
    });
    if (!isAtStart) moved.push(...common.map((distance) => Math.abs(distance - step)));
    before = [...after];
  }
  expect(sequences.filter((sequence) => !seen.has(sequence))).toEqual([]);
  expect(moved.length).toBeGreaterThan(30);
  expect(Math.max(...moved)).toBeLessThanOrEqual(tolerancePx);
});

test("who flicks to the end of a stretch is not carried on to the live end", async ({ scene, signedIn }) => {
  const { channel, sequences, ada } = await furnished(
    scene,
    Array.from({ length: 1_500 }, (_, index) => ofAnyHeight(index)),
  );
  const page = await signedIn(ada);
  await open(page, `/s/${scene.spaceId}/c/${channel}?at=${sequences[200]}`);
  await page.mouse.wheel(0, 100_000);
  await untilStill(page);
  const there = await inView(page);
  expect(there.length).toBeGreaterThan(0);
  expect(there[0]?.[0]).toBeGreaterThan(sequences[220] ?? 0);
  expect(there.at(-1)?.[0]).toBeLessThan(sequences[1_000] ?? 0);
  await expect(page.getByRole("button", { name: "Jump to the latest message" })).toBeVisible();
});

test("who holds the view at its top while older messages come is shown them, to the beginning", async ({
  scene,
  signedIn,
}) => {
  const { channel, sequences, ada } = await furnished(
    scene,
    Array.from({ length: 900 }, (_, index) => ofAnyHeight(index)),
  );
  const page = await signedIn(ada);
  await open(page, `/s/${scene.spaceId}/c/${channel}`);
  // As a scrollbar does that is held: back at the top before the page hears that what came has moved the view.
  await feed(page).evaluate((scroller) => {
    const hold = () => {
      if (scroller.scrollTop !== 0) scroller.scrollTop = 0;
    };
    new MutationObserver(hold).observe(scroller, { childList: true, subtree: true, attributes: true });
    hold();
  });
  await expect(page.locator(`[data-timeline] [data-sequence="${sequences[0]}"]`)).toBeInViewport();
  await expect(page.getByText(`This is where #${channel} begins.`)).toBeInViewport();
});
