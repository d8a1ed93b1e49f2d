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

/** Opens the menu of the message that has the focus. */
export const menuKey = "m";

/**
 * What a key means on the timeline or one of its messages. Keys inside a message (a code block, a button) stay theirs, but
 * for Escape; those inside of what a message has opened (a menu, a dialog) all do.
 */
export function moveOf(event: KeyboardEvent<HTMLElement>): TimelineMove | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const move = moves[event.key];
  const { target } = event;
  if (!(target instanceof Node) || !event.currentTarget.contains(target)) return undefined;
  const isOurs = target === event.currentTarget || (target instanceof HTMLElement && target.tagName === "ARTICLE");
  return isOurs || move === "leave" ? move : undefined;
}

/** Whether a key on a message that has the focus asks for its menu: M, the menu key, or Shift and F10 as elsewhere. */
export function isMenuKey(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return false;
  return event.key === menuKey || event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
}
