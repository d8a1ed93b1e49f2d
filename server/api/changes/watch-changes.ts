import { type Bus, pause } from "@/server/kernel";
import type { ChangeEvent } from "../views";

const pauseMs = 250;
const topics = ["policy.changed", "resources.changed", "presence.changed", "spaces.changed"] as const;

/**
 * Says which kinds of things change in a space, until `signal` aborts. It starts with `resync`, because something may have changed
 * since the page was made. Many changes of a kind within a quarter of a second are one event. Names are left out: not everybody may
 * know every channel's.
 */
export async function* watchChanges(
  bus: Bus,
  { spaceId, signal }: { spaceId: string; signal: AbortSignal },
): AsyncGenerator<ChangeEvent> {
  const pending = new Set<ChangeEvent["topic"]>(["resync"]);
  let wake = () => {};
  const note = (topic: ChangeEvent["topic"]) => {
    pending.add(topic);
    wake();
  };
  const ends = topics.map((topic) =>
    bus.subscribe(topic, (event) => {
      if (event.spaceId === spaceId || topic === "spaces.changed") note(topic);
    }),
  );
  ends.push(bus.onGap(() => note("resync")));
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
