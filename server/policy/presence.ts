/** Whether somebody is connected, and what they say they do. */
export type PresenceStatus = "online" | "offline" | "idle" | "running" | "error";

/** How long somebody counts as doing what they were last heard to do: clients repeat it every five minutes. */
export const activityLifeMs = 15 * 60_000;

export interface PresenceFacts {
  connections: number;
  activity: "idle" | "running" | "error" | null;
  activityAt: Date | null;
  lastSeenAt: Date | null;
}

export interface PresenceView {
  status: PresenceStatus;
  /** RFC 3339: since when they do that; null where it is not known. Of somebody who is offline, when they were last seen. */
  since: string | null;
}

/** Who is not connected is offline, whatever they said; who has not been heard for a while is only online. */
export function presenceOf({ connections, activity, activityAt, lastSeenAt }: PresenceFacts, now: Date): PresenceView {
  if (connections === 0) return { status: "offline", since: lastSeenAt?.toISOString() ?? null };
  const isHeard = lastSeenAt !== null && now.getTime() - lastSeenAt.getTime() < activityLifeMs;
  if (activity === null || !isHeard) return { status: "online", since: null };
  return { status: activity, since: activityAt?.toISOString() ?? null };
}
