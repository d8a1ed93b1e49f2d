import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireChannelRight } from "../authorize";
import { readRevision } from "../change-repository";
import { channelName, parseInput, spaceName } from "../input";
import type { Holder, Role } from "../types";
import { findChannel } from "./repository";
import { selectAuth } from "./roles-repository";

const entriesMax = 10_000;

const ListChannelAuthInput = z.object({ spaceId: spaceName, channel: channelName });

export interface AuthEntry {
  holder: Holder;
  role: Role;
  /** `resource`: the channel's resource names the group, and only a change of the resource takes it away. */
  origin: "resource" | "admin";
  /** Of a group. */
  members?: number;
}

/**
 * Who holds which role on the channel: groups by name, then principals by id; at most 10,000. A holder with a role by the
 * resource and another by an owner's word is there twice. The entries are not older than `revision`. For the channel's owners.
 */
export async function listChannelAuth(
  ctx: ServiceContext,
  given: z.input<typeof ListChannelAuthInput>,
): Promise<{ entries: AuthEntry[]; revision: string }> {
  const { spaceId, channel: name } = parseInput(ListChannelAuthInput, given);
  await requireChannelRight(ctx, spaceId, name, "channel.manage");
  const revision = await readRevision(ctx.db, spaceId);
  const channel = await findChannel(ctx.db, spaceId, name);
  if (!channel || revision === undefined) {
    throw new AppError("NOT_FOUND", `There is no channel #${name}.`, { reason: "unknown_channel" });
  }
  const rows = await selectAuth(ctx.db, channel.key, entriesMax);
  return {
    entries: rows.map(({ group, principal, members, role, origin }) =>
      group === null
        ? { holder: { principal: principal ?? "" }, role, origin }
        : { holder: { group }, role, origin, members: members ?? 0 },
    ),
    revision,
  };
}
