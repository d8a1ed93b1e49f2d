import { type KeyId, keyMap } from "./key-map";
import { areSingleKeysOn } from "./single-keys";

/** What of a key press is compared; React's events and the browser's both have it. */
export interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Whether the keyboard has a ⌘ where others have Ctrl. */
export function isAppleKeyboard(): boolean {
  return typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);
}

/** Whether the key that was pressed does `id`, whatever has the focus. */
export function isKey(event: PressedKey, id: KeyId, isApple = isAppleKeyboard()): boolean {
  return keyMap[id].keys.some((combination) => isCombination(event, combination, isApple));
}

/**
 * The same for keys that work anywhere on the page: not those that something else has taken, not letters and signs while somebody
 * types or chooses from a menu or has them switched off, and nothing behind an open dialog.
 */
export function isPageKey(event: KeyboardEvent, id: KeyId): boolean {
  if (event.defaultPrevented || event.isComposing || !isKey(event, id)) return false;
  const active = document.activeElement;
  if (active?.closest("[role=dialog], [role=alertdialog]")) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  return areSingleKeysOn() && !isTyping(event.target) && !active?.closest("[role=menu], [role=listbox]");
}

/** Whether what is pressed there is written. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function isCombination(event: PressedKey, combination: string, isApple: boolean): boolean {
  const modifiers = combination.split("+");
  const key = modifiers.pop() ?? "";
  if (event.key.toLowerCase() !== key.toLowerCase()) return false;
  const [mod, other] = isApple ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (mod !== modifiers.includes("Mod") || other || event.altKey !== modifiers.includes("Alt")) return false;
  // Which signs need Shift is the layout's affair.
  return isSign(key) || event.shiftKey === modifiers.includes("Shift");
}

function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase();
}
