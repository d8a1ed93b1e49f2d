import type { Metadata } from "next";
import { GroupsScreen } from "@/components/admin/groups";

export const metadata: Metadata = { title: "Groups" };

export default async function GroupsPage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await params;
  return <GroupsScreen spaceId={space} />;
}
