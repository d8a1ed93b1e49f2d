"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useApi } from "@/components/api";
import { useSpaceSession } from "../session/space-session";
import { ClosedGroupFilter } from "./closed-group-filter";
import { MemberList } from "./member-list";
import type { Members } from "./use-members";

// Fetched when somebody wants to choose.
const GroupFilter = lazy(() => import("./group-filter"));
const GroupMembers = lazy(() => import("./group-members"));

interface ChannelMembersProps {
  channel: string;
  members: Members;
  principal: string;
}

/** The members of a channel, or those who belong to it through one group. */
export function ChannelMembers({ channel, members, principal }: ChannelMembersProps) {
  const { spaceId } = useSpaceSession();
  const [chosen, setChosen] = useState<string>();
  const [isChoosing, setChoosing] = useState(false);
  const isReadable = !members.isLoading && members.failure === undefined;
  const { data: groups = [] } = useQuery({
    ...useApi().members.groups.queryOptions({ spaceId, channel }),
    enabled: isReadable,
  });
  const group = groups.find(({ name }) => name === chosen)?.name;
  return (
    <>
      {groups.length === 0 ? null : isChoosing ? (
        <Suspense fallback={<ClosedGroupFilter />}>
          <GroupFilter groups={groups} chosen={group} onChoose={setChosen} />
        </Suspense>
      ) : (
        <ClosedGroupFilter onOpen={() => setChoosing(true)} />
      )}
      {group === undefined ? (
        <MemberList members={members} principal={principal} />
      ) : (
        <Suspense>
          <GroupMembers key={group} channel={channel} group={group} principal={principal} />
        </Suspense>
      )}
    </>
  );
}
