"use client";

import { useQuery } from "@tanstack/react-query";
import { CornerLeftUp } from "lucide-react";
import Link from "next/link";
import { useApi } from "@/components/api";
import { permalinkOf } from "../permalink";
import { useSpaceSession } from "../session/space-session";
import { startedTexts } from "./texts";

interface OriginLineProps {
  channel: string;
  /** The thread's name. */
  name: string;
}

/** Leads from a thread to the message of its channel that it was started from; nothing where there is none. */
export function OriginLine({ channel, name }: OriginLineProps) {
  const { spaceId } = useSpaceSession();
  const { data: thread } = useQuery(useApi().threads.find.queryOptions({ spaceId, channel, name }));
  if (typeof thread?.origin !== "number") return null;
  return (
    <Link
      href={permalinkOf(spaceId, { channel }, thread.origin)}
      title={startedTexts.originOf}
      className="flex h-8 shrink-0 items-center gap-1.5 border-line border-b bg-surface px-3 text-muted text-xs hover:text-ink md:px-5"
    >
      <CornerLeftUp className="size-3.5 shrink-0" aria-hidden="true" />
      <span className="truncate">{startedTexts.origin}</span>
    </Link>
  );
}
