import { z } from "zod";
import { actions, explain, listPrincipalsWithAccess, listResourcesFor } from "@/server/policy";
import { ChannelName, ThreadName } from "../resources/inputs";
import { router, spaceProcedure } from "../trpc";

const place = { channel: ChannelName, thread: ThreadName.optional() };
const principal = z.string().max(63);
const page = {
  search: z.string().max(200).optional(),
  after: z.string().max(2_000).optional(),
  limit: z.number().int().min(1).max(200).optional(),
};

/** Who reaches what, and why. For admins, for the owners of the channel in question, and for the principal itself. */
export const accessRouter = router({
  principals: spaceProcedure
    .input(z.object({ ...page, ...place, action: z.enum(["channel.read", "channel.post"]).optional() }))
    .query(({ ctx, input }) => listPrincipalsWithAccess(ctx.service, input)),
  resources: spaceProcedure
    .input(z.object({ ...page, principal }))
    .query(({ ctx, input }) => listResourcesFor(ctx.service, input)),
  explain: spaceProcedure
    .input(z.object({ principal, action: z.enum(actions), place: z.object(place) }))
    .query(({ ctx, input }) => explain(ctx.service, input)),
});
