"use client";

import { useEffect, useRef } from "react";
import { useSpaceSession } from "@/components/chat";
import { type DeliveredMessage, redactionOf } from "@/sdk/protocol";
import { parseStoredSubject, storedSubject } from "@/sdk/protocol/subjects";
import type { Exchange } from "./graph";

/** What is done about it; resolves when that is over, and never rejects. */
interface News {
  /** Something that belongs to the exchange has arrived. */
  onMessage: () => Promise<unknown>;
  /** Something of the exchange was redacted. */
  onRedaction: () => Promise<unknown>;
}

const placesMax = 30;
const pauseMs = 150;

/**
 * Listens, on the reader's own session, to the places where the exchange was seen, the newest first. What comes elsewhere is
 * found when the space tells that messages were stored.
 */
export function useNews(exchange: Exchange | undefined, news: News): void {
  const { session } = useSpaceSession();
  const current = useRef({ exchange, news });
  useEffect(() => {
    current.current = { exchange, news };
  });
  const subjects = subjectsOf(exchange);
  useEffect(() => {
    if (!session) return;
    const timers = new Map<keyof News, ReturnType<typeof setTimeout>>();
    const again = new Set<keyof News>();
    // One after the other: what is under way would otherwise be begun anew with each message, and never end in a busy exchange.
    const tell = (what: keyof News) => {
      again.add(what);
      if (timers.has(what)) return;
      const act = async () => {
        again.delete(what);
        await current.current.news[what]();
        if (!timers.delete(what)) return;
        if (again.has(what)) tell(what);
      };
      timers.set(what, setTimeout(act, pauseMs));
    };
    const subscriptions = subjects.split(" ").flatMap((subject) => {
      const place = parseStoredSubject(subject);
      if (!place) return [];
      return session.at(place).subscribe((message) => {
        const what = newsIn(message, current.current.exchange);
        if (what) tell(what);
      });
    });
    return () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      for (const subscription of subscriptions) subscription.close();
    };
  }, [session, subjects]);
}

/** One text, so that the same places are the same places. */
function subjectsOf(exchange: Exchange | undefined): string {
  const subjects = new Set(exchange?.messages.toReversed().map(({ place }) => storedSubject(place)));
  return [...subjects].slice(0, placesMax).sort().join(" ");
}

function newsIn({ envelope }: DeliveredMessage, exchange: Exchange | undefined): keyof News | undefined {
  if (!exchange) return undefined;
  const { correlationId, messages } = exchange;
  const redacted = redactionOf(envelope)?.sequence;
  if (redacted !== undefined) return messages.some(({ sequence }) => sequence === redacted) ? "onRedaction" : undefined;
  const cause = envelope.causationId?.toLowerCase();
  const belongs =
    envelope.correlationId === correlationId ||
    envelope.id === correlationId ||
    (cause !== undefined && messages.some(({ id }) => id === cause));
  return belongs ? "onMessage" : undefined;
}
