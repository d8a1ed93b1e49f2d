import { isChannelName, isPrincipalId, isThreadName } from "./names";

/** Where a message goes: a channel, or one of its threads. `private` threads have their own participants. */
export interface Place {
  channel: string;
  thread?: string;
  isPrivate?: boolean;
}

/** `channels.x`, `channels.x.threads.t` or `channels.x.private.t`: the subject a message is stored under. */
export function storedSubject(place: Place): string {
  if (place.thread === undefined) return `channels.${place.channel}`;
  return `channels.${place.channel}.${place.isPrivate ? "private" : "threads"}.${place.thread}`;
}

/** The subject a stored message is republished to, which readers subscribe to. */
export function liveSubject(place: Place): string {
  return `live.${storedSubject(place)}`;
}

/** All inherited threads of a channel, live. Private threads are separate grants and never match. */
export function liveThreadsSubject(channel: string): string {
  return `live.channels.${channel}.threads.*`;
}

/** The only subjects `principal` may send to. */
export function ingressSubject(principal: string, place: Place): string {
  return `ingress.${principal}.${storedSubject(place)}`;
}

export function inboxPrefix(principal: string): string {
  return `_INBOX.${principal}`;
}

export function agentInboxSubject(principal: string): string {
  return `agent.${principal}.inbox`;
}

export function agentStatusSubject(principal: string): string {
  return `agent.${principal}.status`;
}

/** Whose status a status subject tells; proven, since NATS lets a principal publish under its own id only. */
export function parseAgentStatusSubject(subject: string): string | undefined {
  const [agent, principal = "", status, ...rest] = subject.split(".");
  const isStatus = agent === "agent" && status === "status" && rest.length === 0 && isPrincipalId(principal);
  return isStatus ? principal : undefined;
}

export const broadcastSubject = "agent.broadcast";
export const anyAgentStatusSubject = "agent.*.status";
export const ingressWildcard = "ingress.>";
export const storedWildcard = "channels.>";
export const liveWildcard = "live.>";
export const channelsStream = "CHANNELS";

/** The place of a stored subject; `undefined` when the subject is not one. */
export function parseStoredSubject(subject: string): Place | undefined {
  if (!subject.startsWith("channels.")) return undefined;
  return parsePlace(subject.slice("channels.".length));
}

/** The place of a live subject; `undefined` when the subject is not one. */
export function parseLiveSubject(subject: string): Place | undefined {
  return subject.startsWith("live.") ? parseStoredSubject(subject.slice("live.".length)) : undefined;
}

/** Sender and place of an ingress subject. The sender is proven: NATS lets a principal publish under its own id only. */
export function parseIngressSubject(subject: string): { principal: string; place: Place } | undefined {
  const [ingress, principal, ...rest] = subject.split(".");
  if (ingress !== "ingress" || principal === undefined || !isPrincipalId(principal)) return undefined;
  const place = parseStoredSubject(rest.join("."));
  return place && { principal, place };
}

function parsePlace(path: string): Place | undefined {
  const tokens = path.split(".");
  const separator = tokens.at(-2);
  if (separator === "threads" || separator === "private") {
    const thread = tokens.at(-1) ?? "";
    const channel = tokens.slice(0, -2).join(".");
    if (!isChannelName(channel) || !isThreadName(thread)) return undefined;
    return { channel, thread, isPrivate: separator === "private" };
  }
  return isChannelName(path) ? { channel: path } : undefined;
}

/** The JWT tag that opens a channel and its inherited threads to a reader. */
export function channelTag(channel: string): string {
  return `ch:${channel}`;
}

/** The JWT tag that opens one private thread to a reader. */
export function privateThreadTag(channel: string, thread: string): string {
  return `pt:${channel}.private.${thread}`;
}
