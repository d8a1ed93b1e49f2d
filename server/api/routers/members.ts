import { z } from "zod";
import { listChannelGroups, listChannelMembers, listProfiles, readMember, suggestMentions } from "@/server/policy";
import { ChannelName, ThreadName } from "../resources/inputs";
import { router, spaceProcedure } from "../trpc";
import type { MemberPage, ProfileItem } from "../views";

const page = z.object({
  channel: ChannelName,
  limit: z.number().int().min(1).max(500).optional(),
  after: z.string().max(63).optional(),
  onlineOnly: z.boolean().optional(),
  group: z.string().max(253).optional(),
});

const senders = z.object({
  channel: ChannelName,
  thread: ThreadName.optional(),
  ids: z.array(z.string().max(63)).max(200),
});

const mentionPlace = z.object({
  channel: ChannelName,
  thread: ThreadName.optional(),
  isPrivate: z.boolean().optional(),
});

export const membersRouter = router({
  list: spaceProcedure.input(page).query(async ({ ctx, input }): Promise<MemberPage> => {
    const { members, next } = await listChannelMembers(ctx.service, input);
    // How often somebody is connected is for moderators: see `profile`.
    return { members: members.map(({ connections, ...member }) => member), nextAfter: next ?? null };
  }),
  groups: spaceProcedure
    .input(z.object({ channel: ChannelName }))
    .query(({ ctx, input }) => listChannelGroups(ctx.service, input)),
  /** Somebody as those see them who meet them in a place. */
  profile: spaceProcedure
    .input(z.object({ channel: ChannelName, thread: ThreadName.optional(), id: z.string().max(63) }))
    .query(({ ctx, input }) => readMember(ctx.service, input)),
  /** Whom somebody may mean who writes a mention in a place. */
  mentionable: spaceProcedure
    .input(z.object({ place: mentionPlace, search: z.string().max(200).optional() }))
    .query(({ ctx, input }) => suggestMentions(ctx.service, input)),
  /** Who the senders of a place are, members or not. */
  profiles: spaceProcedure
    .input(senders)
    .query(({ ctx, input }): Promise<ProfileItem[]> => listProfiles(ctx.service, input)),
});
