import { z } from "zod";
import { blockHolder, liftBlock, listBlocks } from "@/server/policy";
import { ChannelName, HolderInput } from "../resources/inputs";
import { router, spaceProcedure } from "../trpc";

const channel = z.object({ channel: ChannelName });
const block = channel.extend({ holder: HolderInput, effect: z.enum(["access", "posting"]) });

/** Blocks on a channel; for its moderators, owners and admins. */
export const blocksRouter = router({
  list: spaceProcedure.input(channel).query(({ ctx, input }) => listBlocks(ctx.service, input)),
  set: spaceProcedure
    .input(block.extend({ reason: z.string(), expiresAt: z.string().optional() }))
    .mutation(({ ctx, input }) => blockHolder(ctx.service, input)),
  lift: spaceProcedure.input(block).mutation(({ ctx, input }) => liftBlock(ctx.service, input)),
});
