import { z } from "zod";
import { authChanges } from "../grants/update-channel-auth";
import { channelName, groupName, holderInput, principalId, spaceName } from "../input";

const membersMax = 10_000;
const groupsMax = 1_000;

/** As a form or a list holds them: lines that are no principal's change nothing. */
const members = z.array(z.string().max(1_000)).max(membersMax, `at most ${membersMax} principals`).default([]);

export const PreviewChangeInput = z.object({
  spaceId: spaceName,
  change: z.discriminatedUnion(
    "kind",
    [
      z.object({ kind: z.literal("auth"), channel: channelName, changes: authChanges }),
      z.object({
        kind: z.literal("resource-groups"),
        channel: channelName,
        groups: z.array(groupName).max(groupsMax, `at most ${groupsMax} groups`),
        visibility: z.enum(["public", "private"]).optional(),
      }),
      /** Roles and resource of a channel, saved in one act. */
      z.object({
        kind: z.literal("channel"),
        channel: channelName,
        changes: authChanges,
        groups: z.array(groupName).max(groupsMax, `at most ${groupsMax} groups`),
        visibility: z.enum(["public", "private"]).optional(),
      }),
      z.object({ kind: z.literal("members"), group: groupName, add: members, remove: members }),
      z.object({ kind: z.literal("delete-group"), group: groupName }),
      z.object({ kind: z.literal("disable"), principal: principalId }),
      z.object({
        kind: z.literal("block"),
        channel: channelName,
        holder: holderInput,
        effect: z.enum(["access", "posting"]),
      }),
    ],
    { error: "one of auth, resource-groups, channel, members, delete-group, disable and block, with what it takes" },
  ),
});
export type PreviewChangeInput = z.input<typeof PreviewChangeInput>;
export type PreviewedChange = z.output<typeof PreviewChangeInput>["change"];
