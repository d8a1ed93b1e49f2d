import { decide } from "../decide";
import type { Facts } from "../facts";
import type { FactsWanted } from "../facts-repository";
import { placeOfTag } from "./tags";

export interface LiveCredential {
  id: string;
  publicKey: string;
  principal: string;
  tags: string[];
}

/** One thing a credential must still be good for: being used at all (no place), or reading a place. */
export interface Claim extends FactsWanted {
  credential: LiveCredential;
}

/** Everything that has to hold for the credential to stay open; with `scope` only the tags in it. `undefined`: it names a place nobody can read. */
export function claimsOf(credential: LiveCredential, scope: ReadonlySet<string> | undefined): Claim[] | undefined {
  const { principal } = credential;
  const claims: Claim[] = [{ credential, principal }];
  for (const tag of credential.tags) {
    if (scope && !scope.has(tag)) continue;
    const place = placeOfTag(tag);
    if (!place) return undefined;
    claims.push({ credential, principal, place });
  }
  return claims;
}

/** Whether the facts still bear the claim. */
export function holds({ principal, place }: Claim, facts: Facts): boolean {
  if (place) return decide({ principal, action: "channel.read", place }, facts).allowed;
  return !facts.isSpaceArchived && facts.principal !== undefined && !facts.principal.isDisabled;
}
