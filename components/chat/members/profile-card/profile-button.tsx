"use client";

import type { ReactNode } from "react";
import { chatTexts } from "../../texts";
import { useProfileCards } from "./profile-cards";

interface ProfileButtonProps {
  id: string;
  name: string;
  /** Its accessible name, where it says more than whose profile it is. */
  label?: string;
  /** `none`: no tab stop, where a menu leads to the same; `hidden`: nor anything to read, where the name stands beside it. */
  tabStop?: "none" | "hidden";
  className?: string;
  children: ReactNode;
}

/** Opens who that is; plain where nobody can be looked at. */
export function ProfileButton({ id, name, label, tabStop, className, children }: ProfileButtonProps) {
  const cards = useProfileCards();
  if (!cards) return <span className={className}>{children}</span>;
  return (
    <button
      type="button"
      tabIndex={tabStop ? -1 : undefined}
      aria-hidden={tabStop === "hidden" || undefined}
      aria-haspopup="dialog"
      aria-label={label ?? chatTexts.showProfile(name)}
      onClick={({ currentTarget }) => cards.open(id, currentTarget)}
      className={className}
    >
      {children}
    </button>
  );
}
