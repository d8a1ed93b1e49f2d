"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useApi } from "@/components/api";
import type { RouterOutputs } from "@/server/api";

type Counts = RouterOutputs["attention"]["count"];
export type PlaceAttention = Counts["places"][number];

/** What the person has yet to read in a space. */
export interface Unread {
  forMe: number;
  /** Followed threads with something new. */
  threads: number;
  /** By stored subject; `undefined` where there is nothing to say. */
  of: (subject: string) => PlaceAttention | undefined;
}

/** What is unread in the space, as the server knows it; nothing until it has answered. */
export function useUnread(spaceId: string): Unread {
  const { data } = useQuery(useApi().attention.count.queryOptions({ spaceId }));
  return useMemo(() => {
    const places = new Map(data?.places.map((place) => [place.subject, place]));
    return { forMe: data?.forMe ?? 0, threads: data?.threads ?? 0, of: (subject) => places.get(subject) };
  }, [data]);
}
