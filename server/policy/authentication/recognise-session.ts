import type { Db } from "@/server/db";
import type { Clock } from "@/server/kernel";
import { isUseToBeNoted } from "../identities/authenticate-agent-key";
import { findNkey, markNkeyUsed } from "./repository";
import { openSessionToken } from "./session-token";

/** The agent of a session token, while the key pair that got it counts; `undefined` after the same one look-up for everything else. */
export async function recogniseSession(
  { db, clock, secret }: { db: Db; clock: Clock; secret: string },
  spaceId: string,
  text: string,
): Promise<{ spaceId: string; principalId: string } | undefined> {
  const now = clock.now();
  const token = openSessionToken(secret, text, now);
  const publicKey = token?.publicKey ?? "";
  const nkey = await findNkey(db, publicKey, now);
  if (!nkey?.isUsable || token?.space !== spaceId || nkey.spaceId !== spaceId) return undefined;
  if (isUseToBeNoted(nkey.lastUsedAt, now)) await markNkeyUsed(db, publicKey, now);
  return { spaceId, principalId: nkey.principalId };
}
