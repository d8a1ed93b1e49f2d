import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireChannelRight } from "../authorize";
import { findChannel } from "../grants/repository";
import { channelName, parseInput, spaceName } from "../input";
import { selectBlocks } from "./repository";
import { type BlockView, viewOfBlock } from "./view";

const blocksMax = 1_000;

const ListBlocksInput = z.object({ spaceId: spaceName, channel: channelName });

/** Who is blocked from the channel now, the newest block first; at most 1,000. For its moderators. */
export async function listBlocks(ctx: ServiceContext, given: z.input<typeof ListBlocksInput>): Promise<BlockView[]> {
  const { spaceId, channel: name } = parseInput(ListBlocksInput, given);
  await requireChannelRight(ctx, spaceId, name, "channel.moderate");
  const channel = await findChannel(ctx.db, spaceId, name);
  if (!channel) throw new AppError("NOT_FOUND", `There is no channel #${name}.`, { reason: "unknown_channel" });
  return (await selectBlocks(ctx.db, channel.key, blocksMax)).map(viewOfBlock);
}
