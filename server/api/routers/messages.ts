import { z } from "zod";
import { findQuoted, readHistory } from "@/server/history";
import { ChannelName, ThreadName } from "../resources/inputs";
import { router, spaceProcedure } from "../trpc";

const sequence = z.number().int().min(0);

const query = z.object({
  place: z.object({ channel: ChannelName, thread: ThreadName.optional(), isPrivate: z.boolean().optional() }),
  before: sequence.optional(),
  after: sequence.optional(),
  through: sequence.optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  limit: z.number().int().min(1).max(1_000).optional(),
});

export const messagesRouter = router({
  read: spaceProcedure.input(z.object({ query })).query(({ ctx, input }) => {
    const world = { ...ctx.service, connections: ctx.runtime.connections };
    return readHistory(world, { spaceId: input.spaceId, principal: ctx.principal, query: input.query });
  }),
  /** What a reply names, in a few words. */
  quoted: spaceProcedure.input(z.object({ id: z.uuid() })).query(({ ctx, input }) => {
    const world = { ...ctx.service, connections: ctx.runtime.connections };
    return findQuoted(world, { spaceId: input.spaceId, principal: ctx.principal, id: input.id });
  }),
});
