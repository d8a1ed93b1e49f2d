import { storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import type { ReadablePlace } from "@/server/policy";
import { sinceWhen } from "../open-source";
import type { Trace } from "./trace";

/** `gone`: its place keeps nothing so old. */
export type Visibility = "open" | "closed" | "gone";

/** Tells what the reader of those places may see. */
export function visibilityIn(
  ctx: ServiceContext,
  places: readonly ReadablePlace[],
): (trace: Pick<Trace, "subject" | "storedAt">) => Visibility {
  const sinceOf = new Map(
    places.map(({ place, retentionMs }) => [storedSubject(place), { since: sinceWhen(ctx, retentionMs) }]),
  );
  return ({ subject, storedAt }) => {
    // A channel stands for the threads that share its readers.
    const found = sinceOf.get(subject.split(".threads.", 1)[0] ?? subject);
    if (!found) return "closed";
    return found.since && storedAt < found.since ? "gone" : "open";
  };
}
