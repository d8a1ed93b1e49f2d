import { z } from "zod";
import { listChannels } from "../channels/list-channels";
import { ChannelName, CreateThreadInput, ThreadPlace } from "../resources/inputs";
import { archiveThread, createThread, readThreadResource } from "../resources/threads";
import { resourceProcedure, router, spaceProcedure } from "../trpc";

export const threadsRouter = router({
  list: spaceProcedure.input(z.object({ channel: ChannelName })).query(async ({ ctx, input }) => {
    const list = await listChannels(ctx.service, { spaceId: input.spaceId, principal: ctx.principal });
    return list.channels.find((channel) => channel.name === input.channel)?.threads ?? [];
  }),
  resource: resourceProcedure.input(ThreadPlace).query(({ ctx, input }) => readThreadResource(ctx.world, input)),
  create: resourceProcedure.input(CreateThreadInput).mutation(({ ctx, input }) => createThread(ctx.world, input)),
  archive: resourceProcedure.input(ThreadPlace).mutation(({ ctx, input }) => archiveThread(ctx.world, input)),
});
