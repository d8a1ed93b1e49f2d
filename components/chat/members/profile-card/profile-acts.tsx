"use client";

import { useQuery } from "@tanstack/react-query";
import { AtSign, Search, ShieldCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useApi } from "@/components/api";
import { useSearch } from "@/components/observe/search";
import { Button } from "@/components/ui";
import { canMention, mention } from "../../composer/mention-requests";
import { useSpaceSession } from "../../session/space-session";
import { profileTexts } from "./texts";

interface ProfileActsProps {
  id: string;
  name: string;
  /** Absent of somebody who is not there any more. */
  kind: "agent" | "person" | undefined;
  channel: string;
  onDone: () => void;
}

/** What can be done about somebody: mention them, find what they said here, administer them. */
export function ProfileActs({ id, name, kind, channel, onDone }: ProfileActsProps) {
  const { spaceId } = useSpaceSession();
  const { search } = useSearch();
  const router = useRouter();
  const { data: me } = useQuery(useApi().me.get.queryOptions());
  const adminPath =
    kind === "agent"
      ? `/s/${spaceId}/admin/agents/${id}`
      : `/s/${spaceId}/admin/people?${new URLSearchParams({ find: id })}`;
  return (
    <div className="flex flex-wrap gap-2 border-line border-t px-4 py-3">
      {kind && canMention() ? (
        <Button
          size="sm"
          onClick={() => {
            onDone();
            mention(id);
          }}
        >
          <AtSign className="size-3.5" aria-hidden="true" />
          {profileTexts.mention}
        </Button>
      ) : null}
      <Button
        size="sm"
        aria-label={profileTexts.messagesOf(name)}
        onClick={() => {
          onDone();
          search(`from:${id} in:${channel}`);
        }}
      >
        <Search className="size-3.5" aria-hidden="true" />
        {profileTexts.messages}
      </Button>
      {kind && me?.platformRole === "admin" ? (
        <Button
          size="sm"
          onClick={() => {
            onDone();
            router.push(adminPath);
          }}
        >
          <ShieldCheck className="size-3.5" aria-hidden="true" />
          {profileTexts.administer}
        </Button>
      ) : null}
    </div>
  );
}
