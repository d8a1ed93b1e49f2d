"use client";

import { CornerDownRight } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Kbd } from "@/components/ui";
import { isAppleKeyboard } from "../keyboard-help/is-key";
import { keyMap } from "../keyboard-help/key-map";
import { keyNames } from "../keyboard-help/key-name";
import { useFrame } from "../layout/frame";
import { showOverlay } from "../overlay";
import { switcherTexts } from "./texts";

const noChanges = () => () => {};

/** Opens the quick switcher for the mouse and the finger. */
export function SwitcherButton() {
  const { closeNavigation } = useFrame();
  const isApple = useSyncExternalStore(noChanges, isAppleKeyboard, () => false);
  return (
    <div className="shrink-0 px-2 pt-2">
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts={isApple ? "Meta+K" : "Control+K"}
        onClick={() => {
          closeNavigation();
          showOverlay("switcher");
        }}
        className="flex h-8 pointer-coarse:h-10 w-full items-center gap-2 rounded-md border border-line bg-canvas px-2 text-muted transition-colors hover:border-edge hover:text-ink"
      >
        <CornerDownRight aria-hidden="true" className="size-4 shrink-0 text-faint" />
        <span className="grow text-left">{switcherTexts.open}</span>
        <span aria-hidden="true" className="flex gap-0.5 pointer-coarse:hidden">
          {keyNames(keyMap.switcher.keys[0], isApple).map((name) => (
            <Kbd key={name}>{name}</Kbd>
          ))}
        </span>
      </button>
    </div>
  );
}
