import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AdminFrame } from "@/components/admin";
import { pageContext, requireSignIn } from "../../../page-api";

export const metadata: Metadata = { title: "Administration" };

interface AdminLayoutProps {
  params: Promise<{ space: string }>;
  children: ReactNode;
}

export default async function AdminLayout({ params, children }: AdminLayoutProps) {
  const { space } = await params;
  await requireSignIn();
  const { user } = await pageContext();
  return (
    <AdminFrame spaceId={space} isAdmin={user?.actor.platformRole === "admin"}>
      {children}
    </AdminFrame>
  );
}
