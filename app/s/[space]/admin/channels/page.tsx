import type { Metadata } from "next";
import { ChannelsScreen } from "@/components/admin/channels";

export const metadata: Metadata = { title: "Channels" };

export default async function ChannelsPage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await params;
  return <ChannelsScreen spaceId={space} />;
}
