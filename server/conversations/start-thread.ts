import { z } from "zod";
import { isChannelName, isThreadName, startedTopicCharactersMax } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { readHistory } from "@/server/history";
import { AppError } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";
import { changePolicy, requirePermission } from "@/server/policy";
import { findChannelKey, findNamesLike, findThreadFrom, insertThread } from "./repository";
import { freeName, nameFromTopic } from "./thread-name";
import { type ConversationView, viewOf } from "./view";

export const StartThreadInput = z.strictObject({
  spaceId: z.string(),
  /** The principal that starts it. */
  principal: z.string(),
  channel: z.string().refine(isChannelName, "a channel's name"),
  topic: z.string().trim().min(1, "say what it is about").max(startedTopicCharactersMax),
  /** Sequence of the message of the channel that it starts from. */
  origin: z.number().int().min(1).optional(),
  /** Made from the topic when absent. */
  name: z.string().refine(isThreadName, "1 to 63 of a-z, 0-9 and -, not at the ends").optional(),
});
export type StartThreadInput = z.infer<typeof StartThreadInput>;

/**
 * Starts a thread from chat: a row, no resource. A name made from the topic gets a number when it is taken; a given one
 * that is taken is a CONFLICT. A message has one open thread: starting another one from it answers with that one. Throws FORBIDDEN without the right `thread.create`, and the same for a channel that the
 * principal cannot read as for one that does not exist.
 */
export async function startThread(
  ctx: ServiceContext & { connections: SpaceConnections },
  given: StartThreadInput,
): Promise<ConversationView> {
  const parsed = StartThreadInput.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error);
  const { spaceId, principal, channel, topic, name, origin } = parsed.data;
  await requirePermission(ctx, { spaceId, principal, action: "thread.create", place: { channel } });
  if (origin !== undefined) await requireMessage(ctx, { spaceId, principal, channel, sequence: origin });
  const target = { spaceId, verb: "thread.start", target: `channel:${channel}` };
  const { result: thread, isChanged } = await changePolicy(ctx, target, async (tx) => {
    const channelKey = await findChannelKey(tx, spaceId, channel);
    if (channelKey === undefined) throw new AppError("NOT_FOUND", `There is no channel #${channel}.`);
    const open = origin === undefined ? undefined : await findThreadFrom(tx, channelKey, origin);
    if (open) return { result: open, isChanged: false };
    const wanted = name ?? nameFromTopic(topic);
    const taken = await findNamesLike(tx, channelKey, wanted);
    if (name !== undefined && taken.has(name)) {
      throw new AppError("CONFLICT", `#${channel} already has a thread "${name}".`, { reason: "name_taken" });
    }
    const row = await insertThread(tx, {
      channelKey,
      name: freeName(wanted, taken),
      topic,
      createdBy: principal,
      createdAt: ctx.clock.now(),
      origin: origin === undefined ? null : BigInt(origin),
    });
    // Nobody's rights elsewhere change, and nobody has asked about a thread that did not exist: nothing to forget.
    return { result: row, isChanged: true, after: { name: row.name, topic, origin }, principals: [principal] };
  });
  if (isChanged) ctx.bus.publish("resources.changed", { spaceId, kind: "Thread", name: thread.name });
  return viewOf(channel, thread);
}

async function requireMessage(
  ctx: ServiceContext & { connections: SpaceConnections },
  { spaceId, principal, channel, sequence }: { spaceId: string; principal: string; channel: string; sequence: number },
): Promise<void> {
  const query = { place: { channel }, after: sequence - 1, through: sequence, limit: 1 };
  const { messages } = await readHistory(ctx, { spaceId, principal, query });
  if (messages.length > 0) return;
  const message = `there is no message ${sequence} in #${channel}`;
  throw new AppError("VALIDATION", `origin: ${message}.`, { fields: [{ path: "origin", message }] });
}

function invalid(error: z.ZodError): AppError {
  const fields = error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  return new AppError("VALIDATION", `${fields[0]?.path}: ${fields[0]?.message}`, { fields });
}
