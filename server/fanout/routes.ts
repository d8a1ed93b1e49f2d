import { inboxPrefix, liveSubject, type Place, parseIngressSubject, storedSubject } from "@/sdk/protocol";
import type { Decision } from "@/server/policy";
import type { Route, Target } from "./arrival";
import { retentionTtl } from "./retention";

const routesMax = 20_000;

/** Remembers what ingress subjects mean, so that the hot path splits none. Keeps the newest 20,000. */
export class Routes {
  readonly #known = new Map<string, Route>();
  readonly #spaceId: string;

  constructor(spaceId: string) {
    this.#spaceId = spaceId;
  }

  /** The route of an ingress subject; `undefined` when it names no place. */
  ofSubject(subject: string): Route | undefined {
    const known = this.#known.get(subject);
    if (known) return known;
    const parsed = parseIngressSubject(subject);
    return parsed && this.#remember(subject, parsed.principal, parsed.place, "fanout");
  }

  /** The route of a caller who is proven in another way, such as an agent key. */
  ofCaller(principal: string, place: Place, via: string): Route {
    const key = `${via} ${principal} ${place.isPrivate ?? "?"} ${storedSubject(place)}`;
    return this.#known.get(key) ?? this.#remember(key, principal, place, via);
  }

  #remember(key: string, principal: string, place: Place, via: string): Route {
    const route: Route = {
      principal,
      permission: { spaceId: this.#spaceId, principal, action: "channel.post", place, via },
      inbox: `${inboxPrefix(principal)}.`,
    };
    if (this.#known.size >= routesMax) this.#forgetOldest();
    this.#known.set(key, route);
    return route;
  }

  // A route that is waiting keeps the order of its messages, so it stays.
  #forgetOldest(): void {
    for (const [key, route] of this.#known) {
      if (route.waiting || route.mentioning || route.attaching) continue;
      this.#known.delete(key);
      return;
    }
  }
}

/** Where a route's messages go under this decision; worked out once for as long as the decision stays the same object. */
export function targetOf(route: Route, decision: Decision): Target {
  const known = route.target;
  if (known?.decision === decision) return known;
  const place = route.permission.place;
  if (!place || !decision.channel) throw new Error("a decision to post names no channel");
  const at: Place = { ...place, isPrivate: decision.isPrivate };
  const target: Target = {
    decision,
    place: at,
    stored: storedSubject(at),
    live: liveSubject(at),
    isPersistent: decision.channel.enablePersistence,
    ttl: retentionTtl(decision.channel.retentionMs),
  };
  route.target = target;
  return target;
}
