"use client";

import { Waypoints } from "lucide-react";
import { useRouter } from "next/navigation";
import { exchangePath } from "@/components/observe/causality/address";
import { MenuItem } from "@/components/ui";
import { useSpaceSession } from "../../session/space-session";
import type { TimelineRow } from "../../timeline/rows";
import { actionTexts } from "./texts";

/** Leads to the exchange that a message belongs to. What was never stored is part of none. */
export function ShowExchangeItem({ row: { envelope, sequence } }: { row: TimelineRow }) {
  const { spaceId } = useSpaceSession();
  const router = useRouter();
  if (sequence === undefined) return null;
  return (
    <MenuItem onClick={() => router.push(exchangePath(spaceId, envelope, sequence))}>
      <Waypoints />
      {actionTexts.showExchange}
    </MenuItem>
  );
}
