"use client";

import { useQuery } from "@tanstack/react-query";
import { Ban } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useApi } from "@/components/api";
import { EmptyState } from "@/components/ui";
import { shellTexts } from "../texts";
import { PageBar } from "./page-bar";

interface BlockedHereProps {
  spaceId: string;
  channel: string;
  reason: string;
}

/** The page for a channel that somebody is blocked from: why, until when and who may lift it. The channel is there again as soon as it is lifted. */
export function BlockedHere({ spaceId, channel, reason }: BlockedHereProps) {
  const router = useRouter();
  const { data } = useQuery(useApi().channels.list.queryOptions({ spaceId }));
  const isOpen = data?.channels.some(({ name }) => name === channel) ?? false;
  useEffect(() => {
    if (isOpen) router.refresh();
  }, [isOpen, router]);
  return (
    <>
      <PageBar />
      <EmptyState
        isPage
        className="grow"
        icon={<Ban />}
        title={shellTexts.blockedTitle(channel)}
        description={reason}
      />
    </>
  );
}
