import { type Bus, pause } from "@/server/kernel";
import type { ChangeEvent } from "../views";

const pauseMs = 250;
/** Messages are stored all the time: that there are new ones is told only so often. */
const storedPauseMs = 2_000;
const topics = ["policy.changed", "resources.changed", "presence.changed"] as const;

/**
 * Says which kinds of things change in a space, until `signal` aborts. It starts with `resync`, because something may have changed
 * since the page was made. Many changes of a kind within a quarter of a second are one event, new messages within two seconds.
 * Names are left out: not everybody may know every channel's. What is for somebody is told to them alone.
 */
export async function* watchChanges(
  bus: Bus,
  { spaceId, principal, signal }: { spaceId: string; principal: string; signal: AbortSignal },
): AsyncGenerator<ChangeEvent> {
  const pending = new Set<ChangeEvent["topic"]>(["resync"]);
  let wake = () => {};
  const note = (topic: ChangeEvent["topic"]) => {
    pending.add(topic);
    wake();
  };
  const stored = atIntervals(storedPauseMs, () => note("messages.stored"));
  const ends = [
    ...topics.map((topic) => bus.subscribe(topic, (event) => void (event.spaceId === spaceId && note(topic)))),
    bus.subscribe("spaces.changed", () => note("spaces.changed")),
    bus.subscribe("messages.stored", (event) => void (event.spaceId === spaceId && stored.run())),
    bus.subscribe("attention.changed", (event) => {
      if (event.spaceId === spaceId && event.principals.includes(principal)) note("attention.changed");
    }),
    bus.onGap(() => note("resync")),
    stored.end,
  ];
  const onAbort = () => wake();
  signal.addEventListener("abort", onAbort);
  try {
    while (!signal.aborted) {
      const noted = [...pending];
      pending.clear();
      for (const topic of noted) yield { topic };
      await pause(pauseMs, signal);
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (pending.size > 0 || signal.aborted) resolve();
      });
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    for (const end of ends) end();
  }
}

/** Runs `act` at the first call, and once more after the interval when it was called meanwhile. */
function atIntervals(ms: number, act: () => void): { run: () => void; end: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let isDue = false;
  const run = () => {
    if (timer) {
      isDue = true;
      return;
    }
    act();
    timer = setTimeout(() => {
      timer = undefined;
      if (!isDue) return;
      isDue = false;
      run();
    }, ms);
  };
  return { run, end: () => clearTimeout(timer) };
}
