import { z } from "zod";
import { isChannelName, isThreadName } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { changePolicy, requirePermission } from "@/server/policy";
import { findChannelKey, findNamesLike, insertThread } from "./repository";
import { freeName, nameFromTopic } from "./thread-name";
import { type ConversationView, viewOf } from "./view";

export const StartThreadInput = z.strictObject({
  spaceId: z.string(),
  /** The principal that starts it. */
  principal: z.string(),
  channel: z.string().refine(isChannelName, "a channel's name"),
  topic: z.string().trim().min(1, "say what it is about").max(500),
  /** Made from the topic when absent. */
  name: z.string().refine(isThreadName, "1 to 63 of a-z, 0-9 and -, not at the ends").optional(),
});
export type StartThreadInput = z.infer<typeof StartThreadInput>;

/**
 * Starts a thread from chat: a row, no resource. A name made from the topic gets a number when it is taken; a given one
 * that is taken is a CONFLICT. Throws FORBIDDEN without the right `thread.create`, and the same for a channel that the
 * principal cannot read as for one that does not exist.
 */
export async function startThread(ctx: ServiceContext, given: StartThreadInput): Promise<ConversationView> {
  const parsed = StartThreadInput.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error);
  const { spaceId, principal, channel, topic, name } = parsed.data;
  await requirePermission(ctx, { spaceId, principal, action: "thread.create", place: { channel } });
  const target = { spaceId, verb: "thread.start", target: `channel:${channel}` };
  const { result: thread } = await changePolicy(ctx, target, async (tx) => {
    const channelKey = await findChannelKey(tx, spaceId, channel);
    if (channelKey === undefined) throw new AppError("NOT_FOUND", `There is no channel #${channel}.`);
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
    });
    // Nobody's rights elsewhere change, and nobody has asked about a thread that did not exist: nothing to forget.
    return { result: row, isChanged: true, after: { name: row.name, topic }, principals: [principal] };
  });
  ctx.bus.publish("resources.changed", { spaceId, kind: "Thread", name: thread.name });
  return viewOf(channel, thread);
}

function invalid(error: z.ZodError): AppError {
  const fields = error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  return new AppError("VALIDATION", `${fields[0]?.path}: ${fields[0]?.message}`, { fields });
}
