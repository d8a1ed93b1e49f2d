import { z } from "zod";
import { listChannels } from "../channels/list-channels";
import { surveyChannels } from "../channels/survey-channels";
import { archiveChannel, createChannel, pauseChannel, readChannelResource, updateChannel } from "../resources/channels";
import { ChannelName, CreateChannelInput, UpdateChannelInput } from "../resources/inputs";
import { adminProcedure, resourceProcedure, router, spaceProcedure } from "../trpc";

const named = z.object({ name: ChannelName });
const page = z.object({
  search: z.string().max(200).optional(),
  state: z.enum(["Active", "Paused", "Archived"]).optional(),
  after: z.string().max(253).optional(),
  limit: z.number().int().min(1).max(200).optional(),
});

export const channelsRouter = router({
  list: spaceProcedure.query(({ ctx, input }) =>
    listChannels(ctx.service, { spaceId: input.spaceId, principal: ctx.principal }),
  ),
  /** All of the space's, whoever may read them. */
  all: adminProcedure.input(page).query(({ ctx, input }) => {
    const world = { ...ctx.service, kubernetes: ctx.runtime.kubernetes };
    return surveyChannels(world, input);
  }),
  resource: resourceProcedure.input(named).query(({ ctx, input }) => readChannelResource(ctx.world, input)),
  create: resourceProcedure.input(CreateChannelInput).mutation(({ ctx, input }) => createChannel(ctx.world, input)),
  update: resourceProcedure.input(UpdateChannelInput).mutation(({ ctx, input }) => updateChannel(ctx.world, input)),
  pause: resourceProcedure
    .input(named.extend({ isPaused: z.boolean() }))
    .mutation(({ ctx, input }) => pauseChannel(ctx.world, input)),
  archive: resourceProcedure.input(named).mutation(({ ctx, input }) => archiveChannel(ctx.world, input)),
});
