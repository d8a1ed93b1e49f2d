"use client";

import { useParams, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { Place } from "@/sdk/protocol";
import { type Addressed, addressedMessage, permalinkKey } from "../permalink";

/** Which message of the place the page's address names; of a channel beside an open thread none, for then it is the thread's. */
export function useAddressed({ thread }: Place): Addressed | undefined {
  const { thread: shown } = useParams<{ thread?: string }>();
  const text = useSearchParams().get(permalinkKey);
  const isHere = (shown === undefined ? undefined : decodeURIComponent(shown)) === thread;
  return useMemo(() => (isHere && text !== null ? addressedMessage(text) : undefined), [isHere, text]);
}
