import type { Metadata } from "next";
import { ChannelAdminScreen } from "@/components/admin/channels";
import { pageContext } from "../../../../../page-api";

interface ChannelAdminPageProps {
  params: Promise<{ space: string; channel: string }>;
}

export async function generateMetadata({ params }: ChannelAdminPageProps): Promise<Metadata> {
  return { title: `#${decodeURIComponent((await params).channel)}` };
}

export default async function ChannelAdminPage({ params }: ChannelAdminPageProps) {
  const { space, channel } = await params;
  const { user } = await pageContext();
  const name = decodeURIComponent(channel);
  const isAdmin = user?.actor.platformRole === "admin";
  return <ChannelAdminScreen key={name} spaceId={space} name={name} isAdmin={isAdmin} />;
}
