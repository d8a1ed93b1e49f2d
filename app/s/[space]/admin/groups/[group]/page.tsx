import type { Metadata } from "next";
import { GroupScreen } from "@/components/admin/groups";

interface GroupPageProps {
  params: Promise<{ space: string; group: string }>;
}

export async function generateMetadata({ params }: GroupPageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).group) };
}

export default async function GroupPage({ params }: GroupPageProps) {
  const { space, group } = await params;
  const name = decodeURIComponent(group);
  return <GroupScreen key={name} spaceId={space} name={name} />;
}
