import { z } from "zod";
import type { StoredMessage } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import { selectSequencesOfId } from "./repository";
import { showMessages } from "./search/show";

const textCharactersMax = 400;
/** An id is unique where its sender made it so; the newest message counts. */
const sameIdMax = 5;

export const FindQuotedInput = z.strictObject({
  spaceId: z.string(),
  /** The principal that wants to know. */
  principal: z.string(),
  id: z.uuid(),
});
export type FindQuotedInput = z.infer<typeof FindQuotedInput>;

/**
 * The message that others name by its id, in a few words: where it is, whose it is, and the beginning of its text. Null
 * when the principal cannot read it, when there is none, and for the moment that the logger needs to store it.
 */
export async function findQuoted(
  ctx: ServiceContext & { connections: SpaceConnections },
  given: FindQuotedInput,
): Promise<StoredMessage | null> {
  const parsed = FindQuotedInput.safeParse(given);
  if (!parsed.success) {
    throw new AppError("VALIDATION", "id: give the id of a message, a UUID.", {
      fields: [{ path: "id", message: "a UUID" }],
    });
  }
  const { spaceId, principal, id } = parsed.data;
  const sequences = await selectSequencesOfId(ctx.db, spaceId, id, sameIdMax);
  const { messages } = await showMessages(ctx, { spaceId, principal, sequences });
  const [message] = messages;
  return message ? inFewWords(message) : null;
}

function inFewWords(message: StoredMessage): StoredMessage {
  const { id, type, source, timestamp, payload } = message.envelope;
  const text = payload.text?.slice(0, textCharactersMax);
  return { ...message, envelope: { id, type, source, timestamp, payload: text === undefined ? {} : { text } } };
}
