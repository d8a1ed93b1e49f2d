"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { failureOf, useApi, useApiClient } from "@/components/api";
import { showToast } from "@/components/ui";
import type { Place } from "@/sdk/protocol";
import { tellOtherTabs } from "./other-tabs";
import { attentionTexts } from "./texts";

/** What somebody may do about what they have yet to read. */
export interface AttentionActs {
  setLevel: (place: Place, level: "default" | "following" | "muted") => Promise<void>;
  /** What was really seen; without a range all of the place. Says nothing when it fails: the next reading makes up for it. */
  markSeen: (place: Place, range: { from: number; through: number }) => Promise<void>;
  markRead: (place: Place) => Promise<void>;
  markAllRead: () => Promise<void>;
}

/** The acts in a space; each reads the counts again, here and in the other tabs. */
export function useAttentionActs(spaceId: string): AttentionActs {
  const client = useApiClient();
  const queries = useQueryClient();
  const api = useApi();
  return useMemo(() => {
    const done = () => readAgain(queries, api.attention.pathKey());
    const orSay = async (act: Promise<unknown>) => {
      try {
        await act;
        done();
      } catch (error) {
        showToast({ tone: "danger", title: attentionTexts.failed, description: failureOf(error).message });
      }
    };
    return {
      setLevel: (place, level) => orSay(client.attention.setLevel.mutate({ spaceId, place, level })),
      markSeen: (place, range) => client.attention.markRead.mutate({ spaceId, place, ...range }).then(done, () => {}),
      markRead: (place) => orSay(client.attention.markRead.mutate({ spaceId, place })),
      markAllRead: () => orSay(client.attention.markAllRead.mutate({ spaceId })),
    };
  }, [client, queries, spaceId, api]);
}

function readAgain(queries: QueryClient, path: readonly unknown[]): void {
  void queries.invalidateQueries({ queryKey: path });
  tellOtherTabs();
}
