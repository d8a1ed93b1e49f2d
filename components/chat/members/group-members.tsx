"use client";

import { MemberList } from "./member-list";
import { useMembers } from "./use-members";

interface GroupMembersProps {
  channel: string;
  group: string;
  principal: string;
}

/** Those who belong to a channel through a group. A default export, because it is loaded lazily. */
export default function GroupMembers({ channel, group, principal }: GroupMembersProps) {
  return <MemberList members={useMembers(channel, group)} principal={principal} isPart />;
}
