import { z } from "zod";
import { countUnread, listForMe, listThreads, markAllRead, markRead, readPlace, setLevel } from "@/server/attention";
import { ChannelName, ThreadName } from "../resources/inputs";
import { router, spaceProcedure } from "../trpc";

const place = z.object({ channel: ChannelName, thread: ThreadName.optional(), isPrivate: z.boolean().optional() });
const sequence = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const limit = z.number().int().min(1).max(100).optional();

/** What the signed-in person has yet to read: always their own. */
export const attentionRouter = router({
  count: spaceProcedure.query(({ ctx, input }) =>
    countUnread(ctx.service, { spaceId: input.spaceId, principal: ctx.principal }),
  ),
  forMe: spaceProcedure
    .input(z.object({ cursor: z.string().max(30).optional(), limit }))
    .query(({ ctx, input }) =>
      listForMe({ ...ctx.service, connections: ctx.runtime.connections }, { ...input, principal: ctx.principal }),
    ),
  threads: spaceProcedure
    .input(z.object({ cursor: z.number().int().min(0).max(1_000).optional(), limit }))
    .query(({ ctx, input }) =>
      listThreads({ ...ctx.service, connections: ctx.runtime.connections }, { ...input, principal: ctx.principal }),
    ),
  place: spaceProcedure
    .input(z.object({ place }))
    .query(({ ctx, input }) => readPlace(ctx.service, { ...input, principal: ctx.principal })),
  markRead: spaceProcedure
    .input(z.object({ place, through: sequence.optional(), from: sequence.optional() }))
    .mutation(({ ctx, input }) => markRead(ctx.service, { ...input, principal: ctx.principal })),
  markAllRead: spaceProcedure.mutation(({ ctx, input }) =>
    markAllRead(ctx.service, { spaceId: input.spaceId, principal: ctx.principal }),
  ),
  setLevel: spaceProcedure
    .input(z.object({ place, level: z.enum(["default", "following", "muted"]) }))
    .mutation(({ ctx, input }) => setLevel(ctx.service, { ...input, principal: ctx.principal })),
});
