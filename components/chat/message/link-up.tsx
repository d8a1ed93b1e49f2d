"use client";

import { ArrowUp } from "lucide-react";
import Link from "next/link";
import { classNames } from "@/components/ui";
import { permalinkOf } from "../permalink";
import { useSpaceSession } from "../session/space-session";
import type { TimelineMessage } from "../timeline/segments";

interface LinkUpProps {
  to: TimelineMessage;
  label: string;
  className?: string;
}

/** The way to a message further up that this one belongs to. */
export function LinkUp({ to: { place, sequence }, label, className }: LinkUpProps) {
  const { spaceId } = useSpaceSession();
  return (
    <Link
      href={permalinkOf(spaceId, place, sequence)}
      className={classNames("inline-flex items-center gap-1 rounded-sm text-accent text-xs hover:underline", className)}
      prefetch={false}
    >
      <ArrowUp className="size-3.5" aria-hidden="true" />
      {label}
    </Link>
  );
}
