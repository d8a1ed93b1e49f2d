import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireChannelRight } from "../authorize";
import { channelName, parseInput, spaceName } from "../input";
import type { Role } from "../types";
import { selectChannelGroups } from "./members-repository";
import { findPlace } from "./place-repository";

const groupsMax = 500;

const ListChannelGroupsInput = z.object({ spaceId: spaceName, channel: channelName });

/** A group whose members belong to a channel. */
export interface ChannelGroupView {
  name: string;
  role: Role;
  /** Of the group, whether or not each of them can read the channel. */
  members: number;
}

/** The groups that hold a role on the channel and are not blocked from it, the strongest first; at most 500. For its readers. */
export async function listChannelGroups(
  ctx: ServiceContext,
  given: z.input<typeof ListChannelGroupsInput>,
): Promise<ChannelGroupView[]> {
  const { spaceId, channel } = parseInput(ListChannelGroupsInput, given);
  await requireChannelRight(ctx, spaceId, channel, "channel.read");
  const place = await findPlace(ctx.db, spaceId, { channel });
  if (!place) throw new AppError("NOT_FOUND", `There is no channel #${channel}.`, { reason: "unknown_channel" });
  const rows = await selectChannelGroups(ctx.db, place.channelKey, groupsMax);
  return rows.map(({ name, role, members }) => ({ name, role, members }));
}
