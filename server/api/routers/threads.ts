import { z } from "zod";
import { browseThreads, findThread, listStarted, startThread } from "@/server/conversations";
import { ChannelName, CreateThreadInput, ThreadName, ThreadPlace } from "../resources/inputs";
import { archiveThread, createThread, readThreadResource } from "../resources/threads";
import { resourceProcedure, router, spaceProcedure } from "../trpc";

const sequence = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const threadsRouter = router({
  /** All that share the channel's readers, page by page. */
  browse: spaceProcedure
    .input(
      z.object({
        channel: ChannelName,
        search: z.string().max(200).optional(),
        states: z.enum(["open", "archived", "all"]).optional(),
        cursor: sequence.optional(),
        limit: z.number().int().min(1).max(100).optional(),
      }),
    )
    .query(({ ctx, input }) => browseThreads(ctx.service, { ...input, principal: ctx.principal })),
  /** From chat: no resource is made. */
  start: spaceProcedure
    .input(
      z.object({
        channel: ChannelName,
        topic: z.string().max(2_000),
        name: z.string().max(200).optional(),
        origin: z.number().int().min(1).optional(),
      }),
    )
    .mutation(({ ctx, input }) =>
      startThread({ ...ctx.service, connections: ctx.runtime.connections }, { ...input, principal: ctx.principal }),
    ),
  /** Which messages have threads. */
  started: spaceProcedure
    .input(z.object({ channel: ChannelName, from: sequence, through: sequence }))
    .query(({ ctx, input }) => listStarted(ctx.service, { ...input, principal: ctx.principal })),
  /** One that shares the channel's readers; null when there is none of that name. */
  find: spaceProcedure
    .input(z.object({ channel: ChannelName, name: ThreadName }))
    .query(({ ctx, input }) => findThread(ctx.service, { ...input, principal: ctx.principal })),
  resource: resourceProcedure.input(ThreadPlace).query(({ ctx, input }) => readThreadResource(ctx.world, input)),
  create: resourceProcedure.input(CreateThreadInput).mutation(({ ctx, input }) => createThread(ctx.world, input)),
  archive: resourceProcedure.input(ThreadPlace).mutation(({ ctx, input }) => archiveThread(ctx.world, input)),
});
