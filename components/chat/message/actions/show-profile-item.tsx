"use client";

import { CircleUserRound } from "lucide-react";
import { MenuItem } from "@/components/ui";
import { useProfile } from "../../members/directory";
import { useProfileCards } from "../../members/profile-card/profile-cards";
import type { TimelineRow } from "../../timeline/rows";
import { actionTexts } from "./texts";

/** Shows who sent a message. */
export function ShowProfileItem({ row: { envelope } }: { row: TimelineRow }) {
  const { name } = useProfile(envelope.source);
  const cards = useProfileCards();
  if (!cards) return null;
  const open = () => {
    const beside = document.querySelector<HTMLElement>(`[data-message="${CSS.escape(envelope.id)}"]`);
    if (beside) cards.open(envelope.source, beside);
  };
  return (
    <MenuItem onClick={open}>
      <CircleUserRound />
      <span className="max-w-56 truncate">{actionTexts.showProfile(name)}</span>
    </MenuItem>
  );
}
