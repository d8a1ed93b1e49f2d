import { z } from "zod";
import { isChannelName, isThreadName, type Place, type StoredMessage, storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import { requirePermission, writeAudit } from "@/server/policy";
import { openSource, sinceWhen } from "./open-source";
import { findRedactions } from "./redactions";
import { requireRead } from "./require-read";

export const ReadOriginalInput = z.strictObject({
  spaceId: z.string(),
  /** The principal that wants to read it. */
  principal: z.string(),
  place: z.strictObject({
    channel: z.string().refine(isChannelName, "a channel's name"),
    thread: z.string().refine(isThreadName, "a thread's name").optional(),
    isPrivate: z.boolean().optional(),
  }),
  sequence: z.int().min(1),
});
export type ReadOriginalInput = z.infer<typeof ReadOriginalInput>;

/**
 * A redacted message as it was sent, for those who manage its channel and can read its place; the reading is in the audit
 * log before the answer is given. Throws FORBIDDEN with the reason for everybody else, whatever was asked for, and NOT_FOUND
 * for a message that is not redacted or no longer kept.
 */
export async function readOriginal(
  ctx: ServiceContext & { connections: SpaceConnections },
  given: ReadOriginalInput,
): Promise<StoredMessage> {
  const { spaceId, principal, place: asked, sequence } = parse(given);
  const { place, decision } = await requireRead(ctx, { spaceId, principal, place: asked });
  await requirePermission(ctx, { spaceId, principal, action: "channel.manage", place, via: "history" });
  const at = { spaceId, subject: storedSubject(place) };
  const storedSince = sinceWhen(ctx, decision.channel?.retentionMs ?? null);
  const { source, tail } = await openSource(ctx, { ...at, storedSince, through: sequence });
  const { rows } = await source.forward(sequence - 1, { countMax: 1, bytesMax: 0 });
  const row = rows.find((found) => found.sequence === sequence);
  const redaction = row && (await findRedactions(ctx, at, [row], tail)).get(sequence);
  if (!row || !redaction) {
    throw new AppError("NOT_FOUND", `There is no redacted message ${sequence} in #${nameOf(place)}.`, {
      reason: "unknown_redaction",
    });
  }
  const target = `message:${nameOf(place)}/${sequence}`;
  await ctx.db.$transaction((tx) => writeAudit(ctx, tx, { spaceId, verb: "message.readOriginal", target }));
  return { place, envelope: row.envelope, sequence, storedAt: row.storedAt.toISOString(), redaction };
}

function parse(given: ReadOriginalInput): { place: Place } & Omit<ReadOriginalInput, "place"> {
  const parsed = ReadOriginalInput.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new AppError("VALIDATION", `${fields[0]?.path}: ${fields[0]?.message}`, { fields });
}

/** As the audit log writes places: `channel` or `channel/thread`. */
function nameOf({ channel, thread }: Place): string {
  return thread === undefined ? channel : `${channel}/${thread}`;
}
