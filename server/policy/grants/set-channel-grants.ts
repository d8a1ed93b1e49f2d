import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { nextRevision } from "../change-repository";
import { closeLostAccess } from "../credentials/close-lost-access";
import { findGroups } from "../groups/repository";
import { groupName, parseInput } from "../input";
import { difference } from "./difference";
import {
  deleteResourceGroups,
  findChannel,
  insertResourceGroups,
  markHasGroups,
  markRolesChanged,
  selectResourceGroups,
} from "./repository";

const SetChannelGrantsInput = z.object({ spaceId: z.string(), channel: z.string(), groups: z.array(groupName) });

export interface GrantsSet {
  /** Names that are no group of the space. They get nothing until such a group exists and this is called again. */
  missing: string[];
  revision: string;
  isChanged: boolean;
  /** Live credentials that were closed because they had lost the right to read. */
  closed: number;
}

/**
 * Exactly the known ones of `groups` are members of the channel by its resource; roles that admins gave stay. A public
 * channel that names any group, known or not, is posted to by members only. Called again it changes nothing.
 * Throws NOT_FOUND for an unknown channel.
 */
export async function setChannelGrants(
  ctx: ServiceContext,
  given: z.infer<typeof SetChannelGrantsInput>,
): Promise<GrantsSet> {
  await requireSpaceAdmin(ctx);
  const { spaceId, channel: name, groups } = parseInput(SetChannelGrantsInput, given);
  const { result, isChanged, revision } = await changePolicy(
    ctx,
    { spaceId, verb: "channel.grants", target: `channel:${name}` },
    async (tx) => {
      const channel = await findChannel(tx, spaceId, name);
      if (!channel) throw new AppError("NOT_FOUND", `There is no channel #${name}.`, { reason: "unknown_channel" });
      const { found, missing } = await findGroups(tx, spaceId, groups);
      const before = await selectResourceGroups(tx, channel.key);
      const { added, removed } = difference(before, found);
      await insertResourceGroups(tx, channel.key, added);
      await deleteResourceGroups(tx, channel.key, removed);
      const hasGroups = groups.length > 0;
      if (channel.hasGroups !== hasGroups) await markHasGroups(tx, channel.key, hasGroups);
      const areRolesChanged = added.length > 0 || removed.length > 0;
      if (areRolesChanged) await markRolesChanged(tx, channel.key, await nextRevision(tx, spaceId));
      return {
        result: missing,
        isChanged: areRolesChanged || channel.hasGroups !== hasGroups,
        before: { groups: before.map((group) => group.name) },
        after: { groups: found.map((group) => group.name).sort(), missing },
      };
    },
  );
  // Also when nothing changed: the call after one that was interrupted between its commit and this line finishes its work.
  const closed = await closeLostAccess(ctx, {
    spaceId,
    reason: `groups of #${name} changed`,
    places: [{ channel: name }],
  });
  return { missing: result, revision, isChanged, closed };
}
