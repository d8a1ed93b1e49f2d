import type { Metadata } from "next";
import { DecisionsScreen } from "@/components/admin/decisions";

export const metadata: Metadata = { title: "Decisions" };

export default async function DecisionsPage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await params;
  return <DecisionsScreen spaceId={space} />;
}
