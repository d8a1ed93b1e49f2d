import { type KeyboardEvent, type RefObject, useCallback, useMemo, useRef, useState } from "react";
import type { WrittenCommand } from "./command-of";
import type { ComposerExtrasHandle } from "./extras/composer-extras";

export interface Extras {
  ref: RefObject<ComposerExtrasHandle | null>;
  /** They are to be mounted. */
  isWanted: boolean;
  load: () => void;
  onReady: () => void;
  /** Whether the key was meant for them; never before they are there. */
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  /** Does a command, once they are there; what is wrong with it when it was not done. */
  run: (command: WrittenCommand) => Promise<string | undefined>;
}

/** What helps with writing: fetched when somebody begins to. */
export function useExtras(): Extras {
  const ref = useRef<ComposerExtrasHandle>(null);
  const waiting = useRef<(() => void)[]>([]);
  const [isWanted, setWanted] = useState(false);
  const load = useCallback(() => setWanted(true), []);
  const onReady = useCallback(() => {
    for (const go of waiting.current.splice(0)) go();
  }, []);
  return useMemo(
    () => ({
      ref,
      isWanted,
      load,
      onReady,
      onKeyDown: (event) => ref.current?.onKeyDown(event) ?? false,
      run: async (command) => {
        load();
        if (!ref.current) await new Promise<void>((go) => waiting.current.push(go));
        return ref.current?.run(command);
      },
    }),
    [isWanted, load, onReady],
  );
}
