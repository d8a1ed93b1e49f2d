import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { orNotFound, pageApi, requireSignIn } from "../../../../page-api";
import { BlockedScreen } from "./blocked-screen";
import { ChannelScreen } from "./channel-screen";

interface ChannelLayoutProps {
  params: Promise<{ space: string; channel: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: ChannelLayoutProps): Promise<Metadata> {
  const { channel } = await params;
  return { title: `#${channel}` };
}

export default async function ChannelLayout({ params, children }: ChannelLayoutProps) {
  const { space, channel: name } = await params;
  await requireSignIn();
  const { api, queries } = await pageApi();
  const list = await orNotFound(queries.fetchQuery(api.channels.list.queryOptions({ spaceId: space })));
  const channel = list.channels.find((candidate) => candidate.name === name);
  if (!channel || !(channel.canRead || channel.threads.length > 0)) {
    const standing = await orNotFound(
      queries.fetchQuery(api.moderation.standing.queryOptions({ spaceId: space, place: { channel: name } })),
    );
    if (standing.refusal?.code !== "blocked") notFound();
    return <BlockedScreen spaceId={space} channel={name} reason={standing.refusal.reason} />;
  }
  return (
    <>
      <ChannelScreen key={name} spaceId={space} initial={channel} principal={list.principal} />
      {children}
    </>
  );
}
