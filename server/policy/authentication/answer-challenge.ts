import type { Db } from "@/server/db";
import type { Clock } from "@/server/kernel";
import { isSignedBy } from "@/server/nats";
import { isUseToBeNoted } from "../identities/authenticate-agent-key";
import { openChallenge } from "./challenge";
import { deleteOldChallenges, findNkey, markNkeyUsed, takeChallenge } from "./repository";

const signatureBytes = 64;
/** Clocks of processes differ; a note is kept longer than the challenge by far. */
const keptAfterExpiryMs = 3_600_000;

/**
 * The public key whose holder signed the challenge for the first time, while it counts in the space; `undefined` after
 * the same one look-up for everything else. An answer that is wrong does not use the challenge up.
 */
export async function answeredBy(
  { db, clock, secret }: { db: Db; clock: Clock; secret: string },
  spaceId: string,
  answer: { challenge: string; signature: string },
): Promise<string | undefined> {
  const now = clock.now();
  const challenge = openChallenge(secret, answer.challenge, now);
  const publicKey = challenge?.publicKey ?? "";
  const nkey = await findNkey(db, publicKey, now);
  const signature = Buffer.from(answer.signature, "base64");
  if (!challenge || challenge.space !== spaceId || signature.length !== signatureBytes) return undefined;
  const isRight = isSignedBy(publicKey, Buffer.from(answer.challenge), signature);
  if (!isRight || !nkey?.isUsable || nkey.spaceId !== spaceId) return undefined;
  if (!(await takeChallenge(db, challenge.nonce, new Date(challenge.expiresAt)))) return undefined;
  if (isUseToBeNoted(nkey.lastUsedAt, now)) {
    await markNkeyUsed(db, publicKey, now);
    await deleteOldChallenges(db, new Date(now.getTime() - keptAfterExpiryMs));
  }
  return publicKey;
}
