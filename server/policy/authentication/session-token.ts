import { z } from "zod";
import { openText, sealText } from "./sealed-text";

export const sessionLifeMs = 600_000;
export const sessionTokenPrefix = "ps_";
const purpose = "nkey-session";

const SessionToken = z.object({ space: z.string(), publicKey: z.string(), expiresAt: z.number() });
export type SessionToken = z.infer<typeof SessionToken>;

/** A bearer token for whoever proved to hold the key pair, good for ten minutes while the key pair is. */
export function makeSessionToken(
  secret: string,
  { space, publicKey, now }: { space: string; publicKey: string; now: Date },
): { token: string; expiresAt: Date } {
  const expiresAt = new Date(now.getTime() + sessionLifeMs);
  const payload: SessionToken = { space, publicKey, expiresAt: expiresAt.getTime() };
  return { token: sessionTokenPrefix + sealText(secret, purpose, payload), expiresAt };
}

/** What the token is for; `undefined` when it is not ours or has expired. Whether the key pair still counts is another question. */
export function openSessionToken(secret: string, text: string, now: Date): SessionToken | undefined {
  const token = SessionToken.safeParse(openText(secret, purpose, text.slice(sessionTokenPrefix.length)));
  const isOurs = text.startsWith(sessionTokenPrefix) && token.success && token.data.expiresAt > now.getTime();
  return isOurs ? token.data : undefined;
}
