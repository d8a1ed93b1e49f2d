import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { closeLostAccess } from "../credentials/close-lost-access";
import { findGroups } from "../groups/repository";
import { groupName, parseInput } from "../input";
import { difference } from "./difference";
import { deleteThreadGroups, findThread, insertThreadGroups, selectThreadGroups } from "./repository";
import type { GrantsSet } from "./set-channel-grants";

const SetThreadParticipantsInput = z.object({
  spaceId: z.string(),
  channel: z.string(),
  thread: z.string(),
  groups: z.array(groupName),
});

/** Exactly the known ones of `groups` take part in the private thread. Called again it changes nothing. Throws NOT_FOUND for an unknown thread. */
export async function setThreadParticipants(
  ctx: ServiceContext,
  given: z.infer<typeof SetThreadParticipantsInput>,
): Promise<GrantsSet> {
  await requireSpaceAdmin(ctx);
  const { spaceId, channel, thread: name, groups } = parseInput(SetThreadParticipantsInput, given);
  const { result, isChanged, revision } = await changePolicy(
    ctx,
    { spaceId, verb: "thread.participants", target: `thread:${channel}/${name}` },
    async (tx) => {
      const thread = await findThread(tx, spaceId, channel, name);
      if (!thread)
        throw new AppError("NOT_FOUND", `There is no thread #${channel}/${name}.`, { reason: "unknown_thread" });
      const { found, missing } = await findGroups(tx, spaceId, groups);
      const before = await selectThreadGroups(tx, thread.key);
      const { added, removed } = difference(before, found);
      await insertThreadGroups(tx, thread.key, added);
      await deleteThreadGroups(tx, thread.key, removed);
      return {
        result: missing,
        isChanged: added.length > 0 || removed.length > 0,
        before: { groups: before.map((group) => group.name) },
        after: { groups: found.map((group) => group.name).sort(), missing },
      };
    },
  );
  const places = [{ channel, thread: name }];
  const closed = await closeLostAccess(ctx, { spaceId, reason: `participants of #${channel}/${name} changed`, places });
  return { missing: result, revision, isChanged, closed };
}
