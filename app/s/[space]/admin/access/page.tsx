import type { Metadata } from "next";
import { AccessScreen } from "@/components/admin/access";

export const metadata: Metadata = { title: "Access" };

export default async function AccessPage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await params;
  return <AccessScreen spaceId={space} />;
}
