import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { groupName, parseInput } from "../input";
import type { ChannelState, Role } from "../types";
import { selectGroup, selectOpenedChannels } from "./opened-repository";

const channelsListedMax = 1_000;
const ReadGroupInput = z.object({ spaceId: z.string(), group: groupName });

/** A channel that a group opens to its members. */
export interface OpenedChannel {
  name: string;
  visibility: "public" | "private";
  state: ChannelState;
  /** The strongest that the group holds there; null when it opens private threads of the channel alone. */
  role: Role | null;
  /** Where its roles come from: the resource's `authorizedGroups`, an admin or owner, or both. */
  origins: ("resource" | "admin")[];
  /** Private threads whose participants it is among, by name. */
  threads: string[];
}

export interface GroupDetail {
  name: string;
  description: string;
  members: number;
  /** RFC 3339. */
  createdAt: string;
  /** By name; at most 1,000. */
  channels: OpenedChannel[];
}

/** One group and what it opens. Throws NOT_FOUND for an unknown group. */
export async function readGroup(ctx: ServiceContext, given: z.infer<typeof ReadGroupInput>): Promise<GroupDetail> {
  await requireSpaceAdmin(ctx);
  const { spaceId, group: name } = parseInput(ReadGroupInput, given);
  const group = await selectGroup(ctx.db, spaceId, name);
  if (!group)
    throw new AppError("NOT_FOUND", `There is no group "${name}" in this space.`, { reason: "unknown_group" });
  const channels = await selectOpenedChannels(ctx.db, group.key, channelsListedMax);
  const { description, memberCount: members, createdAt } = group;
  return { name, description, members, createdAt: createdAt.toISOString(), channels };
}
