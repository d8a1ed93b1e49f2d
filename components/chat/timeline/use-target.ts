import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import { startHeightPx } from "./edges";
import { indexAtPosition, indexOfMessage } from "./find-row";
import type { TimelineRow } from "./rows";
import type { Target } from "./target";
import type { Aim } from "./use-scroll-position";

const markedMs = 3_000;
/** Where what the reader went to begins, so that the divider above it is in view. */
const belowTopPx = 88;

interface TargetOptions {
  target: Target | undefined;
  rows: readonly TimelineRow[];
  list: RefObject<VirtualizerHandle | null>;
  aim: (aim: Aim) => void;
  stick: () => void;
}

/** Brings the reader where they were sent, once each time. Returns the key of the row that is marked for a moment. */
export function useTarget({ target, rows, list, aim, stick }: TargetOptions): string | undefined {
  const [marked, setMarked] = useState<{ key: string; turn: number }>();
  const latest = useRef(rows);
  const doneTurn = useRef<number>(undefined);
  useLayoutEffect(() => {
    latest.current = rows;
  });

  useEffect(() => {
    if (!target || target.turn === doneTurn.current) return;
    const { state, turn } = target;
    if (state.kind !== "found" && state.kind !== "none") return;
    doneTurn.current = turn;
    if (state.position === undefined) return stick();
    const isMessage = target.wanted.kind === "message" && state.kind === "found";
    const exact = isMessage ? indexOfMessage(rows, state.position) : -1;
    const row = rows[exact === -1 ? indexAtPosition(rows, state.position) : exact];
    if (row?.sequence === undefined) return;
    if (exact !== -1) setMarked({ key: row.key, turn });
    aim({
      sequence: row.sequence,
      estimate: () => {
        const index = latest.current.findIndex(({ key }) => key === row.key);
        return startHeightPx + (list.current?.getItemOffset(Math.max(0, index)) ?? 0);
      },
      offset: (view, height) => (exact === -1 ? Math.min(belowTopPx, view / 4) : centred(view, height)),
    });
  }, [target, rows, list, aim, stick]);

  const hadTarget = useRef(target !== undefined);
  useEffect(() => {
    if (!target && hadTarget.current) stick();
    hadTarget.current = target !== undefined;
  }, [target, stick]);

  useEffect(() => {
    if (!marked) return;
    const timer = setTimeout(setMarked, markedMs, undefined);
    return () => clearTimeout(timer);
  }, [marked]);
  return marked?.key;
}

function centred(view: number, height: number): number {
  return Math.max(Math.min(belowTopPx, view / 4), (view - height) / 2);
}
