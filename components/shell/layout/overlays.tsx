"use client";

import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { isPageKey } from "../keyboard-help/is-key";
import { type ShellOverlay, showOverlay, useOverlay } from "../overlay";

// Fetched when one is opened for the first time.
const Switcher = lazy(() => import("../switcher/switcher"));
const KeyboardHelp = lazy(() => import("../keyboard-help/keyboard-help"));

const opened = [
  ["switcher", "switcher"],
  ["help", "keyboard-help"],
] as const;

/** The sheet of keys and the quick switcher, and the keys that open them from anywhere. */
export function Overlays() {
  const overlay = useOverlay();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const overlay = opened.find(([key]) => isPageKey(event, key))?.[1];
      if (!overlay) return;
      event.preventDefault();
      showOverlay(overlay);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      showOverlay(undefined);
    };
  }, []);
  return (
    <>
      <Opened overlay={overlay} name="switcher" panel={Switcher} />
      <Opened overlay={overlay} name="keyboard-help" panel={KeyboardHelp} />
    </>
  );
}

interface OpenedProps {
  overlay: ShellOverlay | undefined;
  name: ShellOverlay;
  panel: ComponentType<{ isOpen: boolean; onClose: () => void }>;
}

/** Mounted from the first opening on, so that it can close as it opened. */
function Opened({ overlay, name, panel: Panel }: OpenedProps): ReactNode {
  const [wasOpened, setOpened] = useState(false);
  const isOpen = overlay === name;
  if (isOpen && !wasOpened) setOpened(true);
  if (!wasOpened) return null;
  return (
    <Suspense>
      <Panel isOpen={isOpen} onClose={() => showOverlay(undefined)} />
    </Suspense>
  );
}
