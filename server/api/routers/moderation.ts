import { z } from "zod";
import { readOriginal } from "@/server/history";
import { describeAccess, toldOf } from "@/server/policy";
import { ChannelName, ThreadName } from "../resources/inputs";
import { router, spaceProcedure } from "../trpc";
import type { Standing } from "../views";

const place = z.object({ channel: ChannelName, thread: ThreadName.optional() });

export const moderationRouter = router({
  /** A redacted message as it was sent, for those who manage its channel. A mutation, because reading it is recorded. */
  original: spaceProcedure
    .input(z.object({ place, sequence: z.number().int().min(1) }))
    .mutation(({ ctx, input }) =>
      readOriginal({ ...ctx.service, connections: ctx.runtime.connections }, { ...input, principal: ctx.principal }),
    ),
  /** Whether the person may read a place and, when they may not, what they are told of it. */
  standing: spaceProcedure.input(z.object({ place })).query(async ({ ctx, input }): Promise<Standing> => {
    const { read } = await describeAccess(ctx.service, { ...input, principal: ctx.principal });
    return { canRead: read.allowed, refusal: read.allowed ? null : toldOf(read) };
  }),
});
