import { useSyncExternalStore } from "react";
import { lazyModule } from "../message/lazy-modules";

const rows = lazyModule(() => import("./timeline-rows"));

/** Fetches what draws messages. It comes beside the markdown that they wait for, so that the page itself is small. */
export const loadRows = rows.load;

export function useRows() {
  return useSyncExternalStore(rows.subscribe, rows.get, () => undefined);
}
