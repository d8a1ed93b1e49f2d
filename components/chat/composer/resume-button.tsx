"use client";

import { Play } from "lucide-react";
import { Button } from "@/components/ui";
import { useResume } from "../moderation/use-acts";
import { chatTexts } from "../texts";

/** Opens a paused channel again. A default export, because it is loaded lazily. */
export default function ResumeButton({ channel }: { channel: string }) {
  const { resume, isBusy } = useResume(channel);
  return (
    <Button size="sm" isBusy={isBusy} onClick={resume}>
      <Play className="size-3.5" aria-hidden="true" />
      {chatTexts.resumeChannel}
    </Button>
  );
}
