import { z } from "zod";
import { isChannelName, isThreadName, topicCharactersMax } from "@/sdk/protocol";

const groupsMax = 200;

export const ChannelName = z
  .string()
  .refine(
    isChannelName,
    "Use lower-case letters, digits and dashes; dots make levels; not the words threads or private.",
  );

export const ThreadName = z
  .string()
  .refine(
    isThreadName,
    "Use 1 to 63 lower-case letters, digits and dashes, beginning and ending with a letter or digit.",
  );

const groups = z.array(z.string().trim().min(1).max(253)).max(groupsMax);

const retentionPolicy = z
  .string()
  .regex(/^([1-9][0-9]*(s|m|h|d|w)|forever)$/, "Use a number and s, m, h, d or w, such as 7d, or forever.");

export const ChannelForm = z.object({
  displayName: z.string().trim().max(120),
  topic: z.string().trim().max(topicCharactersMax),
  visibility: z.enum(["public", "private"]),
  authorizedGroups: groups,
  enablePersistence: z.boolean(),
  retentionPolicy,
});
export type ChannelForm = z.infer<typeof ChannelForm>;

export const CreateChannelInput = ChannelForm.extend({ name: ChannelName });
export type CreateChannelInput = z.infer<typeof CreateChannelInput>;

/** `generation`: the one that was edited; another one by now is a conflict. */
export const UpdateChannelInput = ChannelForm.extend({ name: ChannelName, generation: z.number().int() });
export type UpdateChannelInput = z.infer<typeof UpdateChannelInput>;

/** A group or a principal. */
export const HolderInput = z.union([
  z.strictObject({ group: z.string().max(253) }),
  z.strictObject({ principal: z.string().max(63) }),
]);

/** `atRevision` and `generation`: those that were looked at; the save is refused when somebody else changed the same since. */
export const SaveChannelInput = z.object({
  channel: ChannelName,
  changes: z
    .array(z.object({ holder: HolderInput, role: z.enum(["owner", "moderator", "member"]).nullable() }))
    .max(1_000),
  atRevision: z.string().max(20).optional(),
  resource: ChannelForm.extend({ generation: z.number().int() }).optional(),
});
export type SaveChannelInput = z.infer<typeof SaveChannelInput> & { spaceId: string };

export const CreateThreadInput = z.object({
  channel: ChannelName,
  name: ThreadName,
  topic: z.string().trim().max(topicCharactersMax),
  /** Given: private to these groups. */
  participantsGroups: groups,
});
export type CreateThreadInput = z.infer<typeof CreateThreadInput>;

export const ThreadPlace = z.object({ channel: ChannelName, name: ThreadName });
export type ThreadPlace = z.infer<typeof ThreadPlace>;
