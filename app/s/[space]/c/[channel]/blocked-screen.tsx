"use client";

import { useLocalTimes } from "@/components/chat";
import { BlockedHere } from "@/components/shell";

interface BlockedScreenProps {
  spaceId: string;
  channel: string;
  /** What the policy tells whoever is blocked. */
  reason: string;
}

/** The page of a channel that its reader is blocked from. */
export function BlockedScreen({ reason, ...props }: BlockedScreenProps) {
  return <BlockedHere {...props} reason={useLocalTimes(reason)} />;
}
