import { type LucideIcon, MessageSquarePlus, MessagesSquare, Settings2 } from "lucide-react";
import type { ChannelItem } from "@/server/api";
import { useDialogs } from "../resource/dialogs";
import { shellTexts } from "../texts";

export interface ChannelAct {
  label: string;
  Icon: LucideIcon;
  run: () => void;
}

/** What the person may open from the bar above a channel. */
export function useChannelActs({ name, state, canCreateThread }: ChannelItem): ChannelAct[] {
  const { open } = useDialogs();
  const acts = [
    { label: shellTexts.threads, Icon: MessagesSquare, run: () => open({ kind: "threads", channel: name }) },
  ];
  if (canCreateThread && state === "Active") {
    const run = () => open({ kind: "create-thread", channel: name });
    acts.push({ label: shellTexts.createThread, Icon: MessageSquarePlus, run });
  }
  acts.push({ label: shellTexts.details, Icon: Settings2, run: () => open({ kind: "channel", name }) });
  return acts;
}
