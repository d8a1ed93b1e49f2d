import type { Place } from "@/sdk/protocol";
import type { ServiceContext, Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSelf } from "../authorize";
import { decide } from "../decide";
import { loadFacts } from "../facts-repository";
import type { Decision } from "../types";

const askedAtOnce = 500;

export interface ReadingQuestion {
  principal: string;
  place: Place;
}

/**
 * Whether each may read its place now, in the order asked. For services, and for those who ask about themselves alone. Leaves no
 * trace in the decision log: nobody tries to read anything, it is found out what may be shown.
 */
export async function checkReading(
  ctx: ServiceContext,
  { spaceId, asked }: { spaceId: string; asked: readonly ReadingQuestion[] },
): Promise<Decision[]> {
  if (ctx.actor.kind !== "service") {
    for (const principal of new Set(asked.map((question) => question.principal))) {
      await requireSelf(ctx, spaceId, principal);
    }
  }
  return decideReading(ctx.db, spaceId, asked);
}

/** The same without asking who wants to know. */
export async function decideReading(db: Tx, spaceId: string, asked: readonly ReadingQuestion[]): Promise<Decision[]> {
  const decisions: Decision[] = [];
  for (let from = 0; from < asked.length; from += askedAtOnce) {
    const some = asked.slice(from, from + askedAtOnce);
    const facts = await loadFacts(db, spaceId, some);
    if (!facts) throw new AppError("NOT_FOUND", `There is no space "${spaceId}".`, { reason: "unknown_space" });
    for (const [index, { principal, place }] of some.entries()) {
      const its = facts[index];
      if (its) decisions.push(decide({ principal, action: "channel.read", place }, its));
    }
  }
  return decisions;
}
