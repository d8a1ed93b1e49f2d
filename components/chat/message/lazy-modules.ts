import { useSyncExternalStore } from "react";

interface LazyModule<Module> {
  load: () => Promise<void>;
  get: () => Module | undefined;
  subscribe: (listener: () => void) => () => void;
}

/** A module that is fetched once, when first asked for, and then there at once for every component. */
export function lazyModule<Module>(fetchModule: () => Promise<Module>): LazyModule<Module> {
  const listeners = new Set<() => void>();
  let loaded: Module | undefined;
  let loading: Promise<void> | undefined;
  return {
    get: () => loaded,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: () => {
      loading ??= fetchModule().then(
        (module) => {
          loaded = module;
          for (const listener of listeners) listener();
        },
        () => {
          loading = undefined;
        },
      );
      return loading;
    },
  };
}

const markdown = lazyModule(() => import("./markdown"));
const highlight = lazyModule(() => import("./highlight"));

const math = lazyModule(() => import("./math/math-plugins"));

/** Fetches what draws markdown. Rows drawn before it is there show plain text, and change height once it is. */
export const loadMarkdown = markdown.load;
export const loadHighlight = highlight.load;
/** Fetches what sets formulas, with its fonts: for the few messages that have some. */
export const loadMath = math.load;

export function useMarkdown() {
  return useSyncExternalStore(markdown.subscribe, markdown.get, () => undefined);
}

export function useHighlight() {
  return useSyncExternalStore(highlight.subscribe, highlight.get, () => undefined);
}

export function useMath() {
  return useSyncExternalStore(math.subscribe, math.get, () => undefined);
}
