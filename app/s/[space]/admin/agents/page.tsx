import type { Metadata } from "next";
import { AgentsScreen } from "@/components/admin/agents";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await params;
  return <AgentsScreen spaceId={space} />;
}
