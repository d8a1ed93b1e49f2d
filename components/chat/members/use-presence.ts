import { useEffect, useMemo, useState } from "react";
import { useSpaceSession } from "../session/space-session";
import { type HeardPresence, heardNow, heardSince } from "./presence";

const batchMs = 300;

/** What the space's presence events have said that members read at `readAt` need not tell yet, by id. */
export function usePresence(readAt: number): ReadonlyMap<string, HeardPresence> {
  const { session } = useSpaceSession();
  const [presence, setPresence] = useState<ReadonlyMap<string, HeardPresence>>(new Map());
  useEffect(() => {
    if (!session) return;
    const heard = new Map<string, HeardPresence>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = session.onPresence((event) => {
      heard.set(event.principal, heardNow(heard.get(event.principal), event, Date.now()));
      timer ??= setTimeout(() => {
        timer = undefined;
        setPresence(new Map(heard));
      }, batchMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session]);
  return useMemo(() => heardSince(presence, readAt), [presence, readAt]);
}
