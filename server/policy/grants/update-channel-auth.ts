import { z } from "zod";
import type { ServiceContext, Tx } from "@/server/db";
import { AppError, type FieldProblem } from "@/server/kernel";
import { requireChannelRight } from "../authorize";
import { changePolicy } from "../change";
import { nextRevision } from "../change-repository";
import { closeLostAccess } from "../credentials/close-lost-access";
import { channelName, holderInput, parseInput, revisionNumber, roleName, spaceName } from "../input";
import type { Holder, Role } from "../types";
import { findChannel, markRolesChanged } from "./repository";
import {
  deleteAdminRoles,
  type HeldRole,
  insertAdminRoles,
  resolveHolders,
  selectAdminRoles,
} from "./roles-repository";

const changesMax = 1_000;
const problemsMax = 20;

export const UpdateChannelAuthInput = z.object({
  spaceId: spaceName,
  channel: channelName,
  changes: z
    .array(z.object({ holder: holderInput, /** Null takes the role away. */ role: roleName.nullable() }))
    .min(1, "at least one change")
    .max(changesMax, `at most ${changesMax} changes`),
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
  requireDistinct(changes);
  await requireChannelRight(ctx, spaceId, name, "channel.manage");
  const holders = changes.map(({ holder }) => holder);
  const { principals } = split(holders);
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
        result: made.before.length,
        isChanged: made.before.length > 0,
        before: { roles: made.before },
        after: { roles: made.after },
        ...(principals.length === holders.length && { principals }),
      };
    },
  );
  const closed = await closeLostAccess(ctx, {
    spaceId,
    reason: `roles on #${name} changed`,
    places: [{ channel: name }],
    ...(principals.length === holders.length && { principals }),
  });
  return { changed: result, closed, revision };
}

interface AuthChange {
  holder: Holder;
  role: Role | null;
}

/** Makes the changes that change something. Returns what those holders held and hold, in the order given. */
async function apply(
  tx: Tx,
  { spaceId, channelKey, changes }: { spaceId: string; channelKey: number; changes: AuthChange[] },
): Promise<{ before: AuthChange[]; after: AuthChange[] }> {
  const keys = await resolveHolders(tx, spaceId, split(changes.map(({ holder }) => holder)));
  const wanted: (AuthChange & HeldRole)[] = [];
  const problems: FieldProblem[] = [];
  for (const [index, { holder, role }] of changes.entries()) {
    const [kind, name, key] =
      "group" in holder
        ? (["group", holder.group, keys.groups.get(holder.group)] as const)
        : (["principal", holder.principal, keys.principals.get(holder.principal)] as const);
    if (key === undefined) {
      problems.push({ path: `changes[${index}].holder.${kind}`, message: `no ${kind} "${name}" in this space` });
    } else wanted.push({ holder, role, ...(kind === "group" ? { groupKey: key } : { principalKey: key }) });
  }
  if (problems.length > 0) throw unknownHolders(problems);
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

function split(holders: Holder[]): { groups: string[]; principals: string[] } {
  return {
    groups: holders.flatMap((holder) => ("group" in holder ? [holder.group] : [])),
    principals: holders.flatMap((holder) => ("principal" in holder ? [holder.principal] : [])),
  };
}

function requireDistinct(changes: AuthChange[]): void {
  const first = new Map<string, number>();
  const fields: FieldProblem[] = [];
  for (const [index, { holder }] of changes.entries()) {
    const key = JSON.stringify(holder);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else fields.push({ path: `changes[${index}].holder`, message: `the same as changes[${earlier}].holder` });
  }
  if (fields.length === 0) return;
  throw new AppError("VALIDATION", "Each holder can be changed once.", { fields: fields.slice(0, problemsMax) });
}

function unknownHolders(problems: FieldProblem[]): AppError {
  const message = `${problems.length} of the holders are not in this space; nothing was changed.`;
  return new AppError("VALIDATION", message, { reason: "unknown_holder", fields: problems.slice(0, problemsMax) });
}

function requireFresh(rolesRevision: bigint, atRevision: string): void {
  if (rolesRevision <= BigInt(atRevision)) return;
  throw new AppError(
    "PRECONDITION_FAILED",
    "The roles on this channel have changed since you looked at them. Look again, then repeat your change.",
    { reason: "stale_revision", fields: [{ path: "atRevision", message: `the roles changed at ${rolesRevision}` }] },
  );
}
