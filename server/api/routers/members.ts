import { z } from "zod";
import { listChannelMembers } from "@/server/policy";
import { ChannelName } from "../resources/inputs";
import { router, spaceProcedure } from "../trpc";
import type { MemberPage } from "../views";

const page = z.object({
  channel: ChannelName,
  limit: z.number().int().min(1).max(500).optional(),
  after: z.string().max(63).optional(),
  onlineOnly: z.boolean().optional(),
});

export const membersRouter = router({
  list: spaceProcedure.input(page).query(async ({ ctx, input }): Promise<MemberPage> => {
    const { members, next } = await listChannelMembers(ctx.service, input);
    return { members, nextAfter: next ?? null };
  }),
});
