"use client";

import { Settings2 } from "lucide-react";
import { IconButton } from "@/components/ui";
import { useDialogs } from "../resource/dialogs";
import { shellTexts } from "../texts";

/** Opens the dialog of a thread's resource. */
export function ThreadDetailsButton({ channel, name }: { channel: string; name: string }) {
  const dialogs = useDialogs();
  return (
    <IconButton label={shellTexts.threadDetails} onClick={() => dialogs.open({ kind: "thread", channel, name })}>
      <Settings2 className="size-4" />
    </IconButton>
  );
}
