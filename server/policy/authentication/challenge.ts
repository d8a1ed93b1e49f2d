import { randomBytes } from "node:crypto";
import { z } from "zod";
import { openText, sealText } from "./sealed-text";

export const challengeLifeMs = 60_000;
const prefix = "pc_";
const nonceBytes = 24;
const purpose = "nkey-challenge";

const Challenge = z.object({ space: z.string(), publicKey: z.string(), nonce: z.string(), expiresAt: z.number() });
export type Challenge = z.infer<typeof Challenge>;

/** A text for the holder of the key pair to sign, good for one minute. Nothing of it is kept: it carries its own proof of being ours. */
export function makeChallenge(
  secret: string,
  { space, publicKey, now }: { space: string; publicKey: string; now: Date },
): { challenge: string; expiresAt: Date } {
  const expiresAt = new Date(now.getTime() + challengeLifeMs);
  const nonce = randomBytes(nonceBytes).toString("base64url");
  const payload: Challenge = { space, publicKey, nonce, expiresAt: expiresAt.getTime() };
  return { challenge: prefix + sealText(secret, purpose, payload), expiresAt };
}

/** What the challenge is about; `undefined` when it is not ours or more than a minute old. */
export function openChallenge(secret: string, text: string, now: Date): Challenge | undefined {
  const challenge = Challenge.safeParse(openText(secret, purpose, text.slice(prefix.length)));
  const isOurs = text.startsWith(prefix) && challenge.success && challenge.data.expiresAt > now.getTime();
  return isOurs ? challenge.data : undefined;
}
