import { z } from "zod";
import { listChannelAuth, searchHolders } from "@/server/policy";
import { ChannelName, SaveChannelInput } from "../resources/inputs";
import { saveChannel } from "../resources/save-channel";
import { resourceProcedure, router, spaceProcedure } from "../trpc";

const channel = z.object({ channel: ChannelName });

/** Who holds which role on a channel; for its owners and admins. */
export const channelAuthRouter = router({
  list: spaceProcedure.input(channel).query(({ ctx, input }) => listChannelAuth(ctx.service, input)),
  /** Groups and principals to give a role on the channel. */
  holders: spaceProcedure
    .input(channel.extend({ search: z.string().max(200).optional() }))
    .query(({ ctx, input }) => searchHolders(ctx.service, input)),
  save: resourceProcedure.input(SaveChannelInput).mutation(({ ctx, input }) => saveChannel(ctx.world, input)),
});
