import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { orNotFound, pageApi, requireSignIn } from "../../../../page-api";
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
  if (!channel || !(channel.canRead || channel.threads.length > 0)) notFound();
  return (
    <>
      <ChannelScreen key={name} spaceId={space} initial={channel} principal={list.principal} />
      {children}
    </>
  );
}
