"use client";

import { useQuery } from "@tanstack/react-query";
import { useApiClient } from "@/components/api";
import type { Place } from "@/sdk/protocol";
import { storedSubject } from "@/sdk/protocol/subjects";

/** Where new messages begin in a place. */
export interface FirstUnread {
  /** It is known: read from the server, or not to be had. */
  isKnown: boolean;
  /** The first message that was unread when the place was opened; `undefined` when there was none. Stays while the place is open. */
  sequence: number | undefined;
  /** Everything up to there had been read. */
  readThrough: number | undefined;
}

/** The first unread message of a place as it was when it was opened, whatever is read meanwhile: where the divider of new messages belongs. */
export function useFirstUnread(spaceId: string, place: Place): FirstUnread {
  const client = useApiClient();
  const { data, isPending } = useQuery({
    queryKey: ["first-unread", spaceId, storedSubject(place)],
    queryFn: () => client.attention.place.query({ spaceId, place }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  return { isKnown: !isPending, sequence: data?.firstUnread ?? undefined, readThrough: data?.readThrough };
}
