import type { PresenceEvent } from "@/sdk/protocol";
import type { MemberItem } from "@/server/api";

type Presence = MemberItem["presence"];
export type PresenceStatus = Presence["status"];

/** What the events of the space have said of somebody since they were read. */
export interface HeardPresence {
  status: PresenceStatus;
  /** RFC 3339. */
  since: string;
  /** Milliseconds, by this page's clock. */
  at: number;
}

/**
 * What is heard of somebody now, after what was known before. The server tells who is online as often as their connections change,
 * and knows nothing of what they do: that stays what they said last, until they are gone.
 */
export function heardNow(
  before: HeardPresence | undefined,
  { status, at }: Pick<PresenceEvent, "status" | "at">,
  now: number,
): HeardPresence {
  const isStill = before !== undefined && (before.status === status || (status === "online" && isBusy(before.status)));
  return isStill ? { ...before, at: now } : { status, since: at, at: now };
}

/** The server writes down what it hears every second, on a busy machine somewhat later. */
const writtenWithinMs = 10_000;

/** What was heard that members read at `readAt` need not tell yet, both in milliseconds by this page's clock. */
export function heardSince(
  heard: ReadonlyMap<string, HeardPresence>,
  readAt: number,
): ReadonlyMap<string, HeardPresence> {
  return new Map([...heard].filter(([, { at }]) => at > readAt - writtenWithinMs));
}

/** Somebody as they are now: as they were read, or as was heard since. */
export function withHeard(member: MemberItem, heard: HeardPresence | undefined): MemberItem {
  if (!heard) return member;
  const { presence } = member;
  // That they are online says less than what they were doing when they were read.
  if (heard.status === "online" && presence.status !== "offline") return { ...member, isOnline: true };
  const isSame = heard.status === presence.status;
  return {
    ...member,
    isOnline: heard.status !== "offline",
    presence: isSame ? presence : { status: heard.status, since: heard.status === "online" ? null : heard.since },
  };
}

/** Says more than that somebody is there. */
export function isBusy(status: PresenceStatus): status is "idle" | "running" | "error" {
  return status === "running" || status === "idle" || status === "error";
}
