"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useApi } from "@/components/api";
import type { Place } from "@/sdk/protocol";
import type { RouterOutputs } from "@/server/api";
import { useSpaceSession } from "../session/space-session";
import type { TimelineRow } from "../timeline/rows";

export type StartedThread = RouterOutputs["threads"]["started"][number];

const none: ReadonlyMap<number, StartedThread> = new Map();
const StartedContext = createContext(none);

/** The thread that was started from the message, if there is one. */
export function useStartedThread(sequence: number | undefined): StartedThread | undefined {
  const started = useContext(StartedContext);
  return sequence === undefined ? undefined : started.get(sequence);
}

/** Whole stretches are asked for, so that the question changes seldom. */
const stretch = 1_000;

interface StartedThreadsProps {
  place: Place;
  rows: readonly TimelineRow[];
  children: ReactNode;
}

/** Knows which of a channel's messages on this page have threads, and how many replies; read again when the space tells that some were stored. Those of a thread have none. */
export function StartedThreads({ place, rows, children }: StartedThreadsProps) {
  const { spaceId } = useSpaceSession();
  const first = rows.find((row) => row.sequence !== undefined)?.sequence;
  const last = rows.findLast((row) => row.sequence !== undefined)?.sequence;
  const isAsked = place.thread === undefined && first !== undefined && last !== undefined;
  const range = isAsked && {
    from: Math.floor(first / stretch) * stretch,
    through: Math.ceil((last + 1) / stretch) * stretch,
  };
  const { data } = useQuery({
    ...useApi().threads.started.queryOptions(range ? { spaceId, channel: place.channel, ...range } : skipToken),
    placeholderData: keepPreviousData,
  });
  const started = useMemo(() => (data?.length ? new Map(data.map((thread) => [thread.origin, thread])) : none), [data]);
  return <StartedContext value={started}>{children}</StartedContext>;
}
