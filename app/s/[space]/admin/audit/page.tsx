import type { Metadata } from "next";
import { AuditScreen } from "@/components/admin/audit";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await params;
  return <AuditScreen spaceId={space} />;
}
