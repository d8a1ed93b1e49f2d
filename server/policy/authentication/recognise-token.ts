import type { Db } from "@/server/db";
import type { Clock } from "@/server/kernel";
import { isUseToBeNoted } from "../identities/authenticate-agent-key";
import type { KeySets } from "./key-sets";
import { findIssuer, markSubjectUsed } from "./repository";
import { claimOf, isTokenRight } from "./verify-token";

/** The agent that the token's subject is, when an issuer of the space signed it; `undefined` after the same one look-up for everything else. */
export async function recogniseToken(
  { db, clock, keySets }: { db: Db; clock: Clock; keySets: KeySets },
  spaceId: string,
  text: string,
): Promise<{ spaceId: string; principalId: string } | undefined> {
  const now = clock.now();
  const claim = claimOf(text);
  const found = await findIssuer(db, { spaceId: nameOf(spaceId), ...claim });
  if (!found) return undefined;
  const { key, audience, jwksUri, jwks, principalId, isUsable, lastUsedAt } = found;
  const findKey = keySets.of({ issuer: claim.issuer, jwksUri, jwks });
  // Also of a subject that is nobody's: whether it is somebody's must not show in the time it takes.
  const isRight = await isTokenRight(text, { ...claim, audience, now }, findKey);
  if (!isRight || !isUsable || principalId === null) return undefined;
  if (isUseToBeNoted(lastUsedAt, now)) await markSubjectUsed(db, key, claim.subject, now);
  return { spaceId, principalId };
}

/** What Postgres takes as a text: it has none with a zero byte. */
function nameOf(spaceId: string): string {
  return spaceId.includes("\0") ? "" : spaceId;
}
