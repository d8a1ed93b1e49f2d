"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useApi } from "@/components/api";
import { classNames } from "@/components/ui";
import { shellTexts } from "../texts";

/** The way to the admin pages of the space, for those who may go there. */
export function AdminLink({ spaceId }: { spaceId: string }) {
  const { data: me } = useQuery(useApi().me.get.queryOptions());
  const path = `/s/${spaceId}/admin`;
  const isCurrent = usePathname().startsWith(path);
  if (me?.platformRole !== "admin") return null;
  return (
    <div className="shrink-0 border-line border-t p-2">
      <Link
        href={path}
        prefetch={false}
        aria-current={isCurrent ? "true" : undefined}
        className={classNames(
          "flex h-8 pointer-coarse:h-10 items-center gap-2 rounded-md px-2 transition-colors",
          isCurrent ? "bg-accent-soft font-medium text-ink" : "text-muted hover:bg-hover hover:text-ink",
        )}
      >
        <ShieldCheck aria-hidden="true" className="size-4 shrink-0 text-faint" />
        {shellTexts.administration}
      </Link>
    </div>
  );
}
