import { z } from "zod";
import type { ServiceContext, Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireChannelRight } from "../authorize";
import { selectPlacesOfChannel } from "../blocks/repository";
import { changePolicy } from "../change";
import { nextRevision } from "../change-repository";
import { closeLostAccess } from "../credentials/close-lost-access";
import { channelName, holderInput, parseInput, revisionNumber, roleName, spaceName } from "../input";
import type { Role } from "../types";
import { findChannel, markRolesChanged } from "./repository";
import { type AuthChange, requireDistinctHolders, resolveChanges, splitHolders } from "./resolve-changes";
import { deleteAdminRoles, type HeldRole, insertAdminRoles, selectAdminRoles } from "./roles-repository";

const changesMax = 1_000;

/** Each holder's role from now on; null takes it away. */
export const authChanges = z
  .array(z.object({ holder: holderInput, role: roleName.nullable() }))
  .min(1, "at least one change")
  .max(changesMax, `at most ${changesMax} changes`);

export const UpdateChannelAuthInput = z.object({
  spaceId: spaceName,
  channel: channelName,
  changes: authChanges,
  /** The revision that the changes were made up from: when the channel's roles have changed since, nothing is done. */
  atRevision: revisionNumber.optional(),
});
export type UpdateChannelAuthInput = z.input<typeof UpdateChannelAuthInput>;

/**
 * Each holder has exactly that role on the channel by an owner's or admin's word, beside what the resource grants; all
 * changes are made or none. Called again it changes nothing. Throws VALIDATION that names each unknown or repeated holder,
 * PRECONDITION_FAILED (`stale_revision`) when the channel's roles changed after `atRevision`.
 */
export async function updateChannelAuth(
  ctx: ServiceContext,
  given: UpdateChannelAuthInput,
): Promise<{ changed: number; closed: number; revision: string }> {
  const { spaceId, channel: name, changes, atRevision } = parseInput(UpdateChannelAuthInput, given);
  requireDistinctHolders(changes);
  await requireChannelRight(ctx, spaceId, name, "channel.manage");
  const { principals } = splitHolders(changes);
  const concerned = principals.length === changes.length ? { principals } : {};
  const { result, revision } = await changePolicy(
    ctx,
    { spaceId, verb: "channel.roles", target: `channel:${name}` },
    async (tx) => {
      const channel = await findChannel(tx, spaceId, name);
      if (!channel) throw new AppError("NOT_FOUND", `There is no channel #${name}.`, { reason: "unknown_channel" });
      if (atRevision !== undefined) requireFresh(channel.rolesRevision, atRevision);
      const made = await apply(tx, { spaceId, channelKey: channel.key, changes });
      if (made.before.length > 0) await markRolesChanged(tx, channel.key, await nextRevision(tx, spaceId));
      return {
        // A moderator who becomes a member may lose private threads too: to a block of a group that did not count before.
        result: { changed: made.before.length, places: await selectPlacesOfChannel(tx, channel.key, name) },
        isChanged: made.before.length > 0,
        before: { roles: made.before },
        after: { roles: made.after },
        ...concerned,
      };
    },
  );
  const closed = await closeLostAccess(ctx, {
    spaceId,
    reason: `roles on #${name} changed`,
    places: result.places,
    ...concerned,
  });
  return { changed: result.changed, closed, revision };
}

/** Makes the changes that change something. Returns what those holders held and hold, in the order given. */
async function apply(
  tx: Tx,
  { spaceId, channelKey, changes }: { spaceId: string; channelKey: number; changes: AuthChange[] },
): Promise<{ before: AuthChange[]; after: AuthChange[] }> {
  const wanted = await resolveChanges(tx, spaceId, changes);
  const held = await selectAdminRoles(tx, channelKey, wanted);
  const differing = wanted.filter((one) => roleHeld(held, one) !== one.role);
  await deleteAdminRoles(tx, channelKey, differing);
  await insertAdminRoles(tx, channelKey, differing);
  return {
    before: differing.map((one) => ({ holder: one.holder, role: roleHeld(held, one) })),
    after: differing.map(({ holder, role }) => ({ holder, role })),
  };
}

function roleHeld(held: HeldRole[], { groupKey, principalKey }: HeldRole): Role | null {
  const one = held.find((other) => other.groupKey === groupKey && other.principalKey === principalKey);
  return one?.role ?? null;
}

function requireFresh(rolesRevision: bigint, atRevision: string): void {
  if (rolesRevision <= BigInt(atRevision)) return;
  throw new AppError(
    "PRECONDITION_FAILED",
    "The roles on this channel have changed since you looked at them. Look again, then repeat your change.",
    { reason: "stale_revision", fields: [{ path: "atRevision", message: `the roles changed at ${rolesRevision}` }] },
  );
}
