import { z } from "zod";
import { listChannels } from "../channels/list-channels";
import { archiveChannel, createChannel, readChannelResource, updateChannel } from "../resources/channels";
import { ChannelName, CreateChannelInput, UpdateChannelInput } from "../resources/inputs";
import { resourceProcedure, router, spaceProcedure } from "../trpc";

const named = z.object({ name: ChannelName });

export const channelsRouter = router({
  list: spaceProcedure.query(({ ctx, input }) =>
    listChannels(ctx.service, { spaceId: input.spaceId, principal: ctx.principal }),
  ),
  resource: resourceProcedure.input(named).query(({ ctx, input }) => readChannelResource(ctx.world, input)),
  create: resourceProcedure.input(CreateChannelInput).mutation(({ ctx, input }) => createChannel(ctx.world, input)),
  update: resourceProcedure.input(UpdateChannelInput).mutation(({ ctx, input }) => updateChannel(ctx.world, input)),
  archive: resourceProcedure.input(named).mutation(({ ctx, input }) => archiveChannel(ctx.world, input)),
});
