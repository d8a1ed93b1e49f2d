import { LRUCache } from "lru-cache";
import { type Redaction, redactionBy, redactionOf } from "@/sdk/protocol";
import { envelopeOf, readStream } from "@/server/logger";
import type { SpaceConnections } from "@/server/nats";
import type { OpenSource } from "./open-source";

/** The redactions of one subject among the stream's messages above `after`, as far as `through`, by what they redact. */
interface Tail {
  after: number;
  through: number;
  redactions: Map<number, Redaction & { bySequence: number }>;
}

const subjectsMax = 5_000;
const countMax = 2_000;
const bytesMax = 8 * 1_048_576;
const tailsOf = new WeakMap<SpaceConnections, LRUCache<string, Tail>>();

/**
 * The redactions that the logger has not stored yet. Each process reads each message of a tail once for this, however
 * often it is asked: only a logger that is far behind leaves more than a handful.
 */
export async function redactionsInTail(
  connections: SpaceConnections,
  { spaceId, subject }: { spaceId: string; subject: string },
  { connection, after, sequence: through }: NonNullable<OpenSource["tail"]>,
): Promise<Tail["redactions"]> {
  const tails = tailsOf.get(connections) ?? new LRUCache<string, Tail>({ max: subjectsMax });
  tailsOf.set(connections, tails);
  const key = `${spaceId}\0${subject}`;
  const known = tails.get(key);
  const isUseful = known !== undefined && known.after <= after && known.through >= after;
  const redactions = new Map(isUseful ? [...known.redactions].filter(([, { bySequence }]) => bySequence > after) : []);
  let reached = isUseful ? known.through : after;
  while (reached < through) {
    const range = { subject, after: reached, through, countMax, bytesMax };
    const { entries, isComplete } = await readStream(connection, range);
    for (const entry of entries) {
      const envelope = envelopeOf(entry);
      const order = redactionOf(envelope);
      if (!order || order.sequence >= entry.sequence || redactions.has(order.sequence)) continue;
      const bySequence = entry.sequence;
      const at = entry.storedAt.toISOString();
      redactions.set(order.sequence, { ...redactionBy(order, { by: envelope.source, at, bySequence }), bySequence });
    }
    reached = isComplete ? through : (entries.at(-1)?.sequence ?? through);
  }
  tails.set(key, { after, through: reached, redactions });
  return redactions;
}
