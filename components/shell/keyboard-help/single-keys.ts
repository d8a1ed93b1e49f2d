const storageKey = "parley.single-keys";
const listeners = new Set<() => void>();

/** Whether keys without a modifier work anywhere on the page; on unless this browser's person switched them off (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  return window.localStorage.getItem(storageKey) !== "off";
}

export function setSingleKeys(areOn: boolean): void {
  if (areOn) window.localStorage.removeItem(storageKey);
  else window.localStorage.setItem(storageKey, "off");
  for (const listener of listeners) listener();
}

/** Calls `listener` on each change, in other tabs too. */
export function onSingleKeys(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
