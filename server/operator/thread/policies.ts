import { isThreadName } from "@/sdk/protocol";
import type { ThreadSpec } from "@/server/kubernetes";
import { findingOfGroupNames, findingOfSpace } from "../channel";
import type { Check } from "../runtime";
import type { ThreadInput } from "./gather";

/** Why a Thread cannot be carried out, in the order in which to mend it. */
export const threadChecks: readonly Check<ThreadInput>[] = [
  ({ name }) =>
    isThreadName(name)
      ? undefined
      : {
          reason: "InvalidName",
          message:
            "The name cannot be a thread: lower-case letters, digits and dashes, at most 63. Create it under another name.",
        },
  ({ space }) => findingOfSpace(space),
  ({ owned, resource }) =>
    owned === undefined || owned.channel === resource?.spec.channel
      ? undefined
      : {
          reason: "ChannelImmutable",
          message: `The thread belongs to the channel "${owned.channel}" and cannot move. Set spec.channel back, or create another thread.`,
        },
  ({ channel, resource }) =>
    channel === undefined
      ? {
          reason: "ChannelNotFound",
          message: `There is no channel "${resource?.spec.channel}" in this space. Create it or correct spec.channel.`,
        }
      : undefined,
  ({ channel, resource }) =>
    channel?.state === "Archived"
      ? { reason: "ChannelArchived", message: `The channel "${resource?.spec.channel}" is archived.` }
      : undefined,
  ({ row, resource }) =>
    row === undefined || row.state === "Archived" || row.isPrivate === isPrivate(resource?.spec)
      ? undefined
      : {
          reason: "ParticipantsImmutable",
          message: row.isPrivate
            ? "The thread is private: its messages do not move to the channel's readers. Name spec.participantsGroups again, or create another thread."
            : "The thread is open to the channel: its messages do not move to a private thread. Remove spec.participantsGroups, or create another thread.",
        },
  ({ resource }) => findingOfGroupNames(resource?.spec.participantsGroups),
];

/** A thread with participants of its own is private, even when it names none. */
export function isPrivate(spec: ThreadSpec | undefined): boolean {
  return spec?.participantsGroups !== undefined;
}
