import type { Page } from "@playwright/test";

/** Waits until nothing of the timeline has moved for some frames, and nothing is being read. */
export function untilStill(page: Page): Promise<void> {
  return page
    .getByRole("feed")
    .first()
    .evaluate(
      (scroller) =>
        new Promise<void>((resolve) => {
          let [last, calm] = [Number.NaN, 0];
          const look = () => {
            const now = scroller.scrollTop + scroller.scrollHeight;
            calm = now === last && scroller.getAttribute("aria-busy") !== "true" ? calm + 1 : 0;
            last = now;
            if (calm > 20) resolve();
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
}
