import type { Attachment } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import type { Clock } from "@/server/kernel";
import { markNamed, markSequence } from "./repository";
import { waitMs } from "./store-attachment";

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a message that is about to be stored says of the files it names, or which of them it may not name. */
export type Claimed = { attachments: Attachment[] } | { refusedIndex: number };

/**
 * Lets a message name files: those that its sender uploaded for its place, and no others. From now on whoever reads the place
 * may read them. What is said of each is what was found when it was stored.
 */
export async function claimAttachments(
  { db, clock }: { db: Db; clock: Clock },
  { ids, ...of }: { spaceId: string; subject: string; uploadedBy: string; ids: readonly string[] },
): Promise<Claimed> {
  const wanted = ids.map((id) => id.toLowerCase());
  const odd = wanted.findIndex((id, index) => !uuidPattern.test(id) || wanted.indexOf(id) !== index);
  if (odd !== -1) return { refusedIndex: odd };
  const now = clock.now();
  const collectAt = new Date(now.getTime() + waitMs);
  const found = await markNamed(db, { ...of, ids: wanted, now, collectAt });
  const attachments = wanted.flatMap((id) => found.get(id) ?? []);
  if (attachments.length === wanted.length) return { attachments };
  return { refusedIndex: wanted.findIndex((id) => !found.has(id)) };
}

/** The message that names these files has this sequence: they go with it. The logger notes the same when it stores the message. */
export function noteSequence(db: Db, spaceId: string, ids: readonly string[], sequence: number): Promise<void> {
  return markSequence(db, spaceId, [...ids], sequence);
}
