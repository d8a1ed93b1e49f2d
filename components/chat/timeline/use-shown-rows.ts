import { useLayoutEffect, useReducer, useRef } from "react";
import type { TimelineRow } from "./rows";
import { noRows, type ShownRows, stepTowards } from "./shown-rows";

/** The rows to hand to the windowing now; when both ends changed, the second step follows before the browser paints. */
export function useShownRows(rows: readonly TimelineRow[]): ShownRows {
  const committed = useRef<ShownRows>(noRows);
  const [, again] = useReducer((count: number) => count + 1, 0);
  const shown = stepTowards(committed.current, rows);
  useLayoutEffect(() => {
    committed.current = shown;
    if (shown.isPartial) again();
  });
  return shown;
}
