"use client";

import { lazy, Suspense } from "react";
import { useModeration } from "../moderation/rights";

const ResumeButton = lazy(() => import("./resume-button"));

/** A way to open a paused channel again, for those who moderate it; nothing for everybody else. */
export function ResumeChannel() {
  const channel = useModeration()?.channel;
  if (channel?.state !== "Paused") return null;
  return (
    <Suspense>
      <ResumeButton channel={channel.name} />
    </Suspense>
  );
}
