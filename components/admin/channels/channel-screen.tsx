"use client";

import { useQuery } from "@tanstack/react-query";
import { Hash } from "lucide-react";
import Link from "next/link";
import { failureOf, useApi } from "@/components/api";
import { unsettledPollMs } from "@/components/shell/resource";
import { EmptyState, ErrorState } from "@/components/ui";
import { AdminPage } from "../frame/admin-page";
import { Refusal } from "../frame/refusal";
import { adminPath } from "../frame/sections";
import { ChannelEditor } from "./channel-editor";
import { ChannelSkeleton } from "./channel-skeleton";
import { channelTexts } from "./texts";

interface ChannelAdminScreenProps {
  spaceId: string;
  name: string;
  /** They administer the whole space, not this channel alone. */
  isAdmin: boolean;
}

/** One channel's administration, for its owners and admins; whoever stops being one of them sees the refusal at once. */
export function ChannelAdminScreen({ spaceId, name, isAdmin }: ChannelAdminScreenProps) {
  const api = useApi();
  const auth = useQuery(api.channelAuth.list.queryOptions({ spaceId, channel: name }));
  const resource = useQuery({
    ...api.channels.resource.queryOptions({ spaceId, name }),
    refetchInterval: ({ state: { data } }) => unsettledPollMs(data),
  });
  const failure = auth.error ? failureOf(auth.error) : resource.error ? failureOf(resource.error) : undefined;
  const isGone = resource.error !== null && failureOf(resource.error).code === "NOT_FOUND";
  const isClosed = auth.error !== null && (failure?.code === "FORBIDDEN" || failure?.code === "NOT_FOUND");
  if (isClosed && isAdmin) return <NoSuchChannel spaceId={spaceId} name={name} />;
  if (isClosed) return <Refusal spaceId={spaceId} description={channelTexts.refused} />;
  if (auth.data && (resource.data || isGone)) {
    const detail = isGone ? undefined : resource.data;
    return <ChannelEditor {...{ spaceId, name, isAdmin, detail }} auth={auth.data} />;
  }
  if (!failure) return <ChannelSkeleton name={name} />;
  return (
    <AdminPage title={`#${name}`}>
      <ErrorState title={failure.message} onRetry={() => void Promise.all([auth.refetch(), resource.refetch()])} />
    </AdminPage>
  );
}

function NoSuchChannel({ spaceId, name }: { spaceId: string; name: string }) {
  const list = adminPath(spaceId, "channels");
  return (
    <EmptyState
      isPage
      className="grow"
      icon={<Hash />}
      title={channelTexts.unknownTitle(name)}
      description={channelTexts.unknownText}
      action={
        <Link href={list} className="font-medium text-accent hover:underline">
          {channelTexts.back}
        </Link>
      }
    />
  );
}
