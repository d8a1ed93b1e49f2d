import type { Filter } from "@/sdk/filter";
import { storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import type { ReadablePlace } from "@/server/policy";
import { sinceWhen } from "../open-source";

/** Places whose messages are kept equally long. */
export interface ScopePart {
  /** Stored subjects; that of a channel stands for its inherited threads too. */
  subjects: string[];
  /** Only what was stored since; the places keep nothing older. */
  storedSince: Date | undefined;
}

/** Where to look: what the reader may read and the filter's `in:` leaves of it. */
export function scopeOf(ctx: ServiceContext, places: readonly ReadablePlace[], filter: Filter): ScopePart[] {
  const parts = new Map<number | null, string[]>();
  for (const { place, retentionMs } of places) {
    const isWanted = filter.terms.every(
      (term) => term.kind !== "in" || term.values.includes(place.channel) !== term.isNegated,
    );
    if (!isWanted) continue;
    const part = parts.get(retentionMs);
    if (part) part.push(storedSubject(place));
    else parts.set(retentionMs, [storedSubject(place)]);
  }
  return [...parts].map(([retentionMs, subjects]) => ({ subjects, storedSince: sinceWhen(ctx, retentionMs) }));
}
