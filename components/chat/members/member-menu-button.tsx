"use client";

import { Ellipsis } from "lucide-react";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import { IconButton } from "@/components/ui";
import { chatTexts } from "../texts";

// Fetched when it is opened for the first time: most readers moderate nothing.
const MemberMenu = lazy(() => import("../moderation/member-menu"));

/** Opens what a moderator can do about somebody. Seen on hover and focus, and always where there is no pointer that hovers. */
export function MemberMenuButton({ id, name }: { id: string; name: string }) {
  const [wasOpened, setOpened] = useState(false);
  const button = <MenuButton name={name} onClick={() => setOpened(true)} />;
  if (!wasOpened) return button;
  return (
    <Suspense fallback={button}>
      <MemberMenu id={id} trigger={<MenuButton name={name} />} />
    </Suspense>
  );
}

function MenuButton({ name, ...props }: ComponentProps<"button"> & { name: string }) {
  return (
    <IconButton
      label={chatTexts.moderateMember(name)}
      size="sm"
      tooltipSide="left"
      aria-haspopup="menu"
      className="ml-auto opacity-0 focus-visible:opacity-100 pointer-coarse:size-9 group-hover:opacity-100 data-popup-open:opacity-100 pointer-coarse:opacity-100"
      {...props}
    >
      <Ellipsis className="size-3.5" aria-hidden="true" />
    </IconButton>
  );
}
