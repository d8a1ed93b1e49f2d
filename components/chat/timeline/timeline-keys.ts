import type { KeyboardEvent } from "react";

export type TimelineMove = "next" | "previous" | "first" | "end" | "leave";

const moves: Record<string, TimelineMove> = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  Home: "first",
  End: "end",
  Escape: "leave",
};

/** What a key means on the timeline or one of its messages. Keys inside a message (a code block, a button) stay theirs, but for Escape. */
export function moveOf(event: KeyboardEvent<HTMLElement>): TimelineMove | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const move = moves[event.key];
  const { target } = event;
  const isOurs = target === event.currentTarget || (target instanceof HTMLElement && target.tagName === "ARTICLE");
  return isOurs || move === "leave" ? move : undefined;
}
