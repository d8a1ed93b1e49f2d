"use client";

import { useSelectedLayoutSegments } from "next/navigation";
import type { ReactNode } from "react";
import { PageBar } from "@/components/shell";
import { AdminSections } from "./admin-sections";
import { Refusal } from "./refusal";

interface AdminFrameProps {
  spaceId: string;
  /** Their platform role lets them administer the space. */
  isAdmin: boolean;
  children: ReactNode;
}

/**
 * The admin pages with the way between them; a plain refusal in their place for everybody else. One channel's page is let through,
 * because its owners may open it: it asks for itself.
 */
export function AdminFrame({ spaceId, isAdmin, children }: AdminFrameProps) {
  const [section, item] = useSelectedLayoutSegments();
  if (isAdmin) {
    return (
      <>
        <AdminSections spaceId={spaceId} current={section} />
        {children}
      </>
    );
  }
  return (
    <>
      <PageBar />
      {section === "channels" && item !== undefined ? children : <Refusal spaceId={spaceId} />}
    </>
  );
}
