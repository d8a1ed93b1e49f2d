import type { KeyboardEvent } from "react";
import { isKey } from "@/components/shell/keyboard-help/is-key";
import { type KeyId, keyMap } from "@/components/shell/keyboard-help/key-map";

export type TimelineMove = "next" | "previous" | "first" | "end" | "unread" | "jump" | "leave";

const moves: readonly [KeyId, TimelineMove][] = [
  ["messageNext", "next"],
  ["messagePrevious", "previous"],
  ["messageFirst", "first"],
  ["messageLast", "end"],
  ["messageUnread", "unread"],
  ["messageJump", "jump"],
  ["messageLeave", "leave"],
];

/** Opens the menu of the message that has the focus. */
export const menuKey = keyMap.messageMenu.keys[0];

/**
 * What a key means on the timeline or one of its messages. Keys inside a message (a code block, a button) stay theirs, but
 * for Escape; those inside of what a message has opened (a menu, a dialog) all do.
 */
export function moveOf(event: KeyboardEvent<HTMLElement>): TimelineMove | undefined {
  const move = moves.find(([id]) => isKey(event, id))?.[1];
  const { target } = event;
  if (!(target instanceof Node) || !event.currentTarget.contains(target)) return undefined;
  const isOurs = target === event.currentTarget || (target instanceof HTMLElement && target.tagName === "ARTICLE");
  return isOurs || move === "leave" ? move : undefined;
}

const acts = [
  ["messageMenu", "menu"],
  ["messageReply", "reply"],
  ["messageEdit", "edit"],
] as const satisfies readonly [KeyId, string][];

/** What a key asks for that was pressed on a message that has the focus itself. */
export function actOf(event: KeyboardEvent<HTMLElement>): (typeof acts)[number][1] | undefined {
  if (event.target !== event.currentTarget) return undefined;
  return acts.find(([id]) => isKey(event, id))?.[1];
}
