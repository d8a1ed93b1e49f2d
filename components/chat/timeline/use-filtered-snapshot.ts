"use client";

import { useEffect, useMemo } from "react";
import type { Predicate } from "@/sdk/filter";
import { filterRows } from "./filter-rows";
import type { TimelineSnapshot, TimelineStore } from "./store";

/** As many are read to find some that fit; whatever lies further back is what search is for. */
const loadedMax = 1_000;
/** About a screen of rows. */
const shownMin = 40;

/** The snapshot with the rows that the filter keeps; older ones are read until a screen is full, up to a bound. */
export function useFilteredSnapshot(
  store: TimelineStore,
  snapshot: TimelineSnapshot,
  keeps: Predicate | undefined,
): TimelineSnapshot {
  const { rows, older, phase } = snapshot;
  const shown = useMemo(() => (keeps ? filterRows(rows, keeps, store.place) : rows), [rows, keeps, store]);
  const isWanting = keeps !== undefined && phase.kind === "ready" && older === "more" && shown.length < shownMin;
  const isHeld =
    keeps !== undefined && (rows.length >= loadedMax ? older === "more" : older === "complete" && shown.length === 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once more for every page that came
  useEffect(() => {
    if (isWanting && !isHeld) void store.loadOlder();
  }, [isWanting, isHeld, rows.length, store]);
  return useMemo(
    () => (keeps ? { ...snapshot, rows: shown, older: isHeld ? ("held" as const) : older } : snapshot),
    [keeps, snapshot, shown, isHeld, older],
  );
}
