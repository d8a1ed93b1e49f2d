import { isPrincipalId } from "@/sdk/protocol";
import type { Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { findTarget } from "../blocks/find-target";
import { findChannel } from "../grants/repository";
import { requireDistinctHolders, resolveChanges } from "../grants/resolve-changes";
import { findGroup } from "../groups/find-one";
import { findGroups, findPrincipalKeys } from "../groups/repository";
import type { PreviewedChange } from "./input";
import {
  hasBlocks,
  selectGroupHoldings,
  selectKeysOfGroup,
  selectMembersAmong,
  selectPlaces,
} from "./places-repository";
import type { Concerned, Holdings, Plan, PlannedPlace } from "./plan";

export const placesMax = 300;

type ChangeOf<Kind extends PreviewedChange["kind"]> = Extract<PreviewedChange, { kind: Kind }>;

/** What the change would do to what rights hang on. Throws as the change itself would for what is unknown. */
export async function planChange(
  db: Tx,
  spaceId: string,
  change: Exclude<PreviewedChange, ChangeOf<"disable">>,
): Promise<Plan> {
  switch (change.kind) {
    case "auth":
      return planAuth(db, spaceId, change);
    case "resource-groups":
      return planResourceGroups(db, spaceId, change);
    case "channel":
      return planChannel(db, spaceId, change);
    case "members":
      return planMembers(db, spaceId, change);
    case "delete-group":
      return planDeletion(db, spaceId, change);
    case "block":
      return planBlock(db, spaceId, change);
  }
}

async function planAuth(db: Tx, spaceId: string, { channel: name, changes }: ChangeOf<"auth">): Promise<Plan> {
  requireDistinctHolders(changes, "change.changes");
  const channelKey = await channelKeyOf(db, spaceId, name);
  const resolved = await resolveChanges(db, spaceId, changes, "change.changes");
  // Of a private thread a role opens nothing, but it puts its holder above the blocks of groups.
  const threadsOf = (await hasBlocks(db, channelKey)) ? [channelKey] : [];
  const scope = await scopeOf(db, { channelKeys: [channelKey], threadsOf, threadKeys: [] });
  const groups = resolved.flatMap(({ groupKey, role }) => (groupKey === undefined ? [] : { groupKey, role }));
  const roles = resolved.flatMap(({ principalKey, role }) =>
    principalKey === undefined ? [] : { principalKey, role },
  );
  const changed = new Set(groups.map(({ groupKey }) => groupKey));
  const kept = scope.before.roles.filter(({ groupKey, origin }) => origin === "resource" || !changed.has(groupKey));
  const given = groups.flatMap(({ groupKey, role }) =>
    role === null ? [] : { channelKey, groupKey, role, origin: "admin" as const },
  );
  return {
    ...scope,
    after: { ...scope.before, roles: [...kept, ...given] },
    concerned: { groupKeys: [...changed], principalKeys: roles.map(({ principalKey }) => principalKey) },
    roles,
  };
}

async function planResourceGroups(
  db: Tx,
  spaceId: string,
  { channel: name, groups, visibility }: ChangeOf<"resource-groups">,
): Promise<Plan> {
  const channelKey = await channelKeyOf(db, spaceId, name);
  const scope = await scopeOf(db, { channelKeys: [channelKey], threadsOf: [], threadKeys: [] });
  const places = scope.places.map((place) => ({
    ...place,
    isPublic: visibility === undefined ? place.wasPublic : visibility === "public",
    hasGroups: groups.length > 0,
  }));
  const { found } = await findGroups(db, spaceId, groups);
  const named = new Set(found.map(({ key }) => key));
  const had = new Set(scope.before.roles.filter(isOfResource).map(({ groupKey }) => groupKey));
  const kept = scope.before.roles.filter((role) => !isOfResource(role));
  const given = [...named].map((groupKey) => ({
    channelKey,
    groupKey,
    role: "member" as const,
    origin: "resource" as const,
  }));
  const isOpenedOrClosed = places.some(
    ({ wasPublic, isPublic, hadGroups, hasGroups }) => wasPublic !== isPublic || (isPublic && hadGroups !== hasGroups),
  );
  const differing = [...named, ...had].filter((key) => named.has(key) !== had.has(key));
  return {
    ...scope,
    places,
    after: { ...scope.before, roles: [...kept, ...given] },
    concerned: isOpenedOrClosed ? { spaceId } : { groupKeys: differing, principalKeys: [] },
  };
}

async function planChannel(db: Tx, spaceId: string, change: ChangeOf<"channel">): Promise<Plan> {
  const auth = await planAuth(db, spaceId, { ...change, kind: "auth" });
  const resource = await planResourceGroups(db, spaceId, { ...change, kind: "resource-groups" });
  const given = auth.after.roles.filter((role) => !isOfResource(role));
  return {
    ...auth,
    places: auth.places.map((place) => resource.places.find(({ tag }) => tag === place.tag) ?? place),
    after: { ...auth.after, roles: [...given, ...resource.after.roles.filter(isOfResource)] },
    concerned: either(auth.concerned, resource.concerned),
  };
}

function isOfResource({ origin }: Holdings["roles"][number]): boolean {
  return origin === "resource";
}

function either(one: Concerned, other: Concerned): Concerned {
  if ("spaceId" in one) return one;
  if ("spaceId" in other) return other;
  return {
    groupKeys: [...new Set([...one.groupKeys, ...other.groupKeys])],
    principalKeys: [...new Set([...one.principalKeys, ...other.principalKeys])],
  };
}

async function planMembers(db: Tx, spaceId: string, { group, add, remove }: ChangeOf<"members">): Promise<Plan> {
  const { key: groupKey } = await findGroup(db, spaceId, group);
  const adding = (await findPrincipalKeys(db, spaceId, [...new Set(add.filter(isPrincipalId))])).keys;
  const removing = (await findPrincipalKeys(db, spaceId, [...new Set(remove.filter(isPrincipalId))])).keys;
  const members = await selectMembersAmong(db, groupKey, [...adding, ...removing]);
  const isRemoving = new Set(removing);
  const added = adding.filter((key) => !members.has(key) && !isRemoving.has(key));
  const isAdding = new Set(adding);
  const removed = removing.filter((key) => members.has(key) && !isAdding.has(key));
  const scope = await scopeOfGroup(db, groupKey);
  return {
    ...scope,
    after: scope.before,
    concerned: { groupKeys: [], principalKeys: [...added, ...removed] },
    members: { groupKey, added, removed },
  };
}

async function planDeletion(db: Tx, spaceId: string, { group }: ChangeOf<"delete-group">): Promise<Plan> {
  const { key } = await findGroup(db, spaceId, group);
  const scope = await scopeOfGroup(db, key);
  const isOfOthers = ({ groupKey }: { groupKey: number }) => groupKey !== key;
  const { roles, blocks, grants } = scope.before;
  const after = {
    roles: roles.filter(isOfOthers),
    blocks: blocks.filter(isOfOthers),
    grants: grants.filter(isOfOthers),
  };
  return { ...scope, after, concerned: { groupKeys: [key], principalKeys: [] } };
}

async function planBlock(db: Tx, spaceId: string, { channel, holder, effect }: ChangeOf<"block">): Promise<Plan> {
  const { channelKey, holder: keys } = await findTarget(db, { spaceId, channel, holder, path: "change." });
  const scope = await scopeOf(db, { channelKeys: [channelKey], threadsOf: [channelKey], threadKeys: [] });
  const { groupKey, principalKey } = keys;
  if (groupKey !== null) {
    const blocks = [...scope.before.blocks, { channelKey, groupKey, effect }];
    return {
      ...scope,
      after: { ...scope.before, blocks },
      concerned: { groupKeys: [groupKey], principalKeys: [] },
    };
  }
  const principalKeys = principalKey === null ? [] : [principalKey];
  return {
    ...scope,
    after: scope.before,
    concerned: { groupKeys: [], principalKeys },
    ...(principalKey !== null && { blocked: { principalKey, effect } }),
  };
}

interface Scope {
  places: PlannedPlace[];
  before: Holdings;
  isCapped: boolean;
}

async function scopeOf(
  db: Tx,
  keys: { channelKeys: number[]; threadsOf: number[]; threadKeys: number[] },
): Promise<Scope> {
  const found = await selectPlaces(db, { ...keys, limit: placesMax + 1 });
  const places = found.slice(0, placesMax);
  return { places, before: await selectGroupHoldings(db, places), isCapped: found.length > placesMax };
}

async function scopeOfGroup(db: Tx, groupKey: number): Promise<Scope> {
  const { channelKeys, blockedKeys, threadKeys } = await selectKeysOfGroup(db, groupKey, placesMax + 1);
  // A block of the group counts in every private thread of the channel, whoever takes part in it.
  return scopeOf(db, { channelKeys, threadsOf: blockedKeys, threadKeys });
}

async function channelKeyOf(db: Tx, spaceId: string, name: string): Promise<number> {
  const channel = await findChannel(db, spaceId, name);
  if (!channel) throw new AppError("NOT_FOUND", `There is no channel #${name}.`, { reason: "unknown_channel" });
  return channel.key;
}
