import { useSyncExternalStore } from "react";

export type ShellOverlay = "switcher" | "keyboard-help";

const listeners = new Set<() => void>();
let open: ShellOverlay | undefined;

/** Opens what lies over the page, from wherever on it; nothing closes it. */
export function showOverlay(next: ShellOverlay | undefined): void {
  open = next;
  for (const listener of listeners) listener();
}

/** What lies over the page now. */
export function useOverlay(): ShellOverlay | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
    () => undefined,
  );
}
