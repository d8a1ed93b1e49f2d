import type { Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { loadFacts } from "../facts-repository";
import { findChannel } from "../grants/repository";
import { findGroups } from "../groups/repository";
import type { Holder, Role } from "../types";
import { type Rank, rankOf } from "./rank";
import { findRoleOfGroup, type HolderKey } from "./repository";

export interface BlockTarget {
  channelKey: number;
  holder: HolderKey;
  name: string;
  /** A group's is that of the role it holds itself. */
  rank: Rank;
}

/** The channel and the holder, which are at `path` of the input, as they are now. Throws NOT_FOUND naming the field that is unknown. */
export async function findTarget(
  tx: Tx,
  { spaceId, channel, holder, path = "" }: { spaceId: string; channel: string; holder: Holder; path?: string },
): Promise<BlockTarget> {
  const row = await findChannel(tx, spaceId, channel);
  if (!row) throw unknown(`${path}channel`, `There is no channel #${channel}.`, "unknown_channel");
  if ("group" in holder) {
    const [group] = (await findGroups(tx, spaceId, [holder.group])).found;
    if (!group)
      throw unknown(`${path}holder.group`, `There is no group "${holder.group}" in this space.`, "unknown_group");
    const rank: Role | "none" = (await findRoleOfGroup(tx, row.key, group.key)) ?? "none";
    return { channelKey: row.key, holder: { groupKey: group.key, principalKey: null }, name: group.name, rank };
  }
  const facts = await factsOf(tx, spaceId, holder.principal, channel);
  if (!facts?.principal) {
    throw unknown(
      `${path}holder.principal`,
      `There is no principal "${holder.principal}" in this space.`,
      "unknown_principal",
    );
  }
  const key = { groupKey: null, principalKey: facts.principal.key };
  return { channelKey: row.key, holder: key, name: holder.principal, rank: rankOf(facts) };
}

/** The rank on the channel of whoever passed `requireChannelRight`, which returned `principal`. */
export async function rankOfActor(
  tx: Tx,
  { spaceId, channel, principal }: { spaceId: string; channel: string; principal: string | undefined },
): Promise<Rank> {
  if (principal === undefined) return "admin";
  const facts = await factsOf(tx, spaceId, principal, channel);
  return facts ? rankOf(facts) : "none";
}

async function factsOf(tx: Tx, spaceId: string, principal: string, channel: string) {
  return (await loadFacts(tx, spaceId, [{ principal, place: { channel } }]))?.[0];
}

function unknown(path: string, message: string, reason: string): AppError {
  return new AppError("NOT_FOUND", message, { reason, fields: [{ path, message }] });
}
