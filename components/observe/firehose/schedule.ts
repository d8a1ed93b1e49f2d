/** A page that is not looked at has no frames, and goes on all the same. */
const withoutFrameMs = 250;

/** Calls back with the next frame, or soon if there is none. */
export function scheduleFrame(run: () => void): void {
  const once = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    run();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, withoutFrameMs);
}
