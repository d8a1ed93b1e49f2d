import type { RouterOutputs } from "@/server/api";

export type Exchange = RouterOutputs["exchanges"]["read"];
export type ExchangeMessage = Exchange["messages"][number];
type CauseState = NonNullable<ExchangeMessage["cause"]>["state"];

/** How a message hangs on its cause. `earlier`: the cause is there, on a page that was not read. `none`: it names none. */
export type Link = CauseState | "earlier" | "none";

/** A message among those that it caused. */
export interface ExchangeNode {
  message: ExchangeMessage;
  atMs: number;
  link: Link;
  /** Its cause, when that is here and came before. */
  parent: ExchangeNode | undefined;
  /** In the order of the stream. */
  effects: ExchangeNode[];
}

/** The links that lead nowhere, or not back in time. */
export function isBroken(link: Link): link is "missing" | "later" | "cycle" {
  return link === "missing" || link === "later" || link === "cycle";
}

/** What was caused by what, in the order of the stream. Links lead back in time only, so that nothing goes round. */
export function graphOf(messages: readonly ExchangeMessage[]): ExchangeNode[] {
  const byId = new Map<string, ExchangeNode>();
  const nodes: ExchangeNode[] = [];
  for (const message of [...messages].sort((one, other) => one.sequence - other.sequence)) {
    const { cause, id, storedAt } = message;
    const parent = cause?.state === "linked" ? byId.get(cause.id) : undefined;
    const link = cause === null ? "none" : cause.state === "linked" && !parent ? "earlier" : cause.state;
    const node: ExchangeNode = { message, atMs: Date.parse(storedAt), link, parent, effects: [] };
    parent?.effects.push(node);
    byId.set(id, node);
    nodes.push(node);
  }
  return nodes;
}

/** Milliseconds between a message and its cause; `undefined` where that is not known. */
export function sinceCause({ atMs, parent }: ExchangeNode): number | undefined {
  return parent && Math.max(0, atMs - parent.atMs);
}

/** The pages of an exchange as one, each message once; of one that is on several, what was read last. */
export function mergePages(pages: readonly Exchange[]): Exchange | undefined {
  const [newest] = pages;
  if (!newest) return undefined;
  const messages = new Map<number, ExchangeMessage>();
  const participants = new Map<string, Exchange["participants"][number]>();
  for (const page of [...pages].reverse()) {
    for (const message of page.messages) messages.set(message.sequence, message);
    for (const participant of page.participants) participants.set(participant.id, participant);
  }
  return {
    ...newest,
    messages: [...messages.values()].sort((one, other) => one.sequence - other.sequence),
    participants: [...participants.values()],
    next: pages.at(-1)?.next ?? null,
  };
}

/**
 * What was read with what is newest of it now; `undefined` when messages are missing between the two, and everything has to be
 * read again.
 */
export function withNewest(read: Exchange, newest: Exchange): Exchange | undefined {
  if (newest.correlationId !== read.correlationId) return undefined;
  if (newest.next !== null && newest.next > (read.messages.at(-1)?.sequence ?? 0)) return undefined;
  const merged = mergePages([newest, read]);
  return merged && { ...merged, next: read.next };
}
