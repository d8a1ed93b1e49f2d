import type { MessageDraft } from "@/sdk/protocol";
import type { Decision, PermissionCache } from "@/server/policy";
import type { Arrival, Route } from "./arrival";
import { persist } from "./persist";

export interface AuthoriserOptions {
  permissions: PermissionCache;
  decided: (arrival: Arrival, draft: MessageDraft, decision: Decision) => void;
  /** The question could not be answered, for long enough. */
  failed: (arrival: Arrival, draft: MessageDraft, err: unknown) => void;
}

/** Asks whether the sender may post. */
export type Authoriser = (arrival: Arrival, draft: MessageDraft) => void;

/**
 * At once when the answer is cached. Else the messages of that sender to that place wait, in order, for one answer; while
 * the policy cannot give one it is asked again for 3 s.
 */
export function createAuthoriser({ permissions, decided, failed }: AuthoriserOptions): Authoriser {
  async function answerWaiting(route: Route, first: Promise<Decision>): Promise<void> {
    try {
      const decision = await persist(first, async () => permissions.check(route.permission));
      for (const { arrival, draft } of release(route)) decided(arrival, draft, decision);
    } catch (err) {
      for (const { arrival, draft } of release(route)) failed(arrival, draft, err);
    }
  }

  return (arrival, draft) => {
    const { route } = arrival;
    if (route.waiting) {
      route.waiting.push({ arrival, draft });
      return;
    }
    const decision = permissions.check(route.permission);
    if (decision instanceof Promise) {
      route.waiting = [{ arrival, draft }];
      void answerWaiting(route, decision);
    } else decided(arrival, draft, decision);
  };
}

/** Messages that came while the answer was made are under it too: it is no older than the moment it is given. */
function release(route: Route): NonNullable<Route["waiting"]> {
  const waiting = route.waiting ?? [];
  route.waiting = undefined;
  return waiting;
}
