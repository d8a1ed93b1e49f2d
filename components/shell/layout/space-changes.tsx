"use client";

import { type Query, skipToken, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useApi } from "@/components/api";
import type { ChangeEvent } from "@/server/api";

/** Somebody comes or goes all the time where there are many: lists that show it are read no more often than this. */
const presencePauseMs = 1_000;

/**
 * Reads again what the server says has changed. Renders nothing. While the page is hidden it does not listen, because a browser
 * allows few such connections for all of its tabs; when it comes back everything is read again.
 */
export function SpaceChanges({ spaceId }: { spaceId: string }) {
  const api = useApi();
  const queries = useQueryClient();
  const isVisible = useIsPageVisible();
  const presence = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(presence.current);
      presence.current = undefined;
    },
    [],
  );

  function onChange({ topic }: ChangeEvent) {
    if (topic !== "presence.changed") return readAgain(topic);
    presence.current ??= setTimeout(() => {
      presence.current = undefined;
      readAgain(topic);
    }, presencePauseMs);
  }

  function readAgain(topic: ChangeEvent["topic"]) {
    const rights = [
      api.channels,
      api.channelAuth,
      api.blocks,
      api.access,
      api.threads,
      api.members,
      api.groups,
      api.agents,
    ];
    const stale = {
      resync: [api.spaces, api.attention, api.exchanges, ...rights],
      "policy.changed": [api.attention, api.exchanges, ...rights],
      "resources.changed": [api.channels, api.threads],
      "presence.changed": [api.members, api.agents],
      "spaces.changed": [api.spaces],
      "messages.stored": [api.attention.count, api.exchanges.latest],
      "attention.changed": [api.attention],
    }[topic];
    if (topic === "messages.stored") readRepliesAgain();
    for (const part of stale) void queries.invalidateQueries({ queryKey: part.pathKey() });
  }

  /** Where threads show how many replies they have; not where none is shown, which is nearly everywhere. */
  function readRepliesAgain() {
    const hasThreads = ({ state }: Query) => Array.isArray(state.data) && state.data.length > 0;
    void queries.invalidateQueries({ queryKey: api.threads.started.pathKey(), predicate: hasThreads });
  }

  useSubscription(api.changes.watch.subscriptionOptions(isVisible ? { spaceId } : skipToken, { onData: onChange }));
  return null;
}

function useIsPageVisible(): boolean {
  return useSyncExternalStore(
    (listener) => {
      document.addEventListener("visibilitychange", listener);
      return () => document.removeEventListener("visibilitychange", listener);
    },
    () => document.visibilityState === "visible",
    () => false,
  );
}
