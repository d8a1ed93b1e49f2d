import type { Metadata } from "next";
import { AgentScreen } from "@/components/admin/agents";

interface AgentPageProps {
  params: Promise<{ space: string; agent: string }>;
}

export async function generateMetadata({ params }: AgentPageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).agent) };
}

export default async function AgentPage({ params }: AgentPageProps) {
  const { space, agent } = await params;
  const id = decodeURIComponent(agent);
  return <AgentScreen key={id} spaceId={space} id={id} />;
}
