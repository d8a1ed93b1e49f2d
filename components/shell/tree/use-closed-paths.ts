"use client";

import { useCallback, useSyncExternalStore } from "react";

const none: ReadonlySet<string> = new Set();
const cache = new Map<string, { text: string; paths: ReadonlySet<string> }>();
const listeners = new Set<() => void>();

function read(key: string): ReadonlySet<string> {
  const text = window.localStorage.getItem(key) ?? "[]";
  const known = cache.get(key);
  if (known?.text === text) return known.paths;
  const paths = parse(text);
  cache.set(key, { text, paths });
  return paths;
}

function parse(text: string): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(text);
    return new Set(Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);
  } catch {
    return none;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** The rows of a space's tree that the person closed, kept in this browser. */
export function useClosedPaths(spaceId: string): { closed: ReadonlySet<string>; toggle: (path: string) => void } {
  const key = `parley.closed.${spaceId}`;
  const closed = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => none,
  );
  const toggle = useCallback(
    (path: string) => {
      const next = new Set(read(key));
      if (!next.delete(path)) next.add(path);
      window.localStorage.setItem(key, JSON.stringify([...next]));
      for (const listener of listeners) listener();
    },
    [key],
  );
  return { closed, toggle };
}
