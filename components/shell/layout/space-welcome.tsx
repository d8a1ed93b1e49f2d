"use client";

import { useQuery } from "@tanstack/react-query";
import { MessagesSquare, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useApi } from "@/components/api";
import { Button, EmptyState } from "@/components/ui";
import { useDialogs } from "../resource/dialogs";
import { shellTexts } from "../texts";
import { PageBar } from "./page-bar";

/** A space without a channel to show: how the first one comes about. Goes there as soon as there is one. */
export function SpaceWelcome({ spaceId }: { spaceId: string }) {
  const dialogs = useDialogs();
  const router = useRouter();
  const { data } = useQuery(useApi().channels.list.queryOptions({ spaceId }));
  const first = data?.channels.find((channel) => channel.canRead && channel.state !== "Archived")?.name;
  useEffect(() => {
    if (first) router.replace(`/s/${spaceId}/c/${first}`);
  }, [first, router, spaceId]);
  const canCreate = data?.canCreateChannel ?? false;
  return (
    <>
      <PageBar />
      <EmptyState
        isPage
        className="grow"
        icon={<MessagesSquare />}
        title={shellTexts.noChannels}
        description={canCreate ? shellTexts.noChannelsYouMayCreate : shellTexts.noChannelsForYou}
        action={
          canCreate ? (
            <Button variant="primary" onClick={() => dialogs.open({ kind: "create-channel" })}>
              <Plus aria-hidden="true" className="size-4" />
              {shellTexts.createChannel}
            </Button>
          ) : null
        }
      />
    </>
  );
}
