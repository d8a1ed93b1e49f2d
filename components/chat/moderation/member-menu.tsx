"use client";

import type { ReactElement } from "react";
import { Menu, MenuSeparator } from "@/components/ui";
import { ChannelItems } from "./channel-items";
import { HolderItems, useIsModeratable } from "./holder-items";

interface MemberMenuProps {
  id: string;
  trigger: ReactElement<Record<string, unknown>>;
}

/** What a moderator can do about a member, open from the start. A default export, because it is loaded lazily. */
export default function MemberMenu({ id, trigger }: MemberMenuProps) {
  const hasHolderItems = useIsModeratable(id);
  return (
    <Menu trigger={trigger} align="end" isInitiallyOpen>
      <HolderItems id={id} />
      {hasHolderItems ? <MenuSeparator /> : null}
      <ChannelItems />
    </Menu>
  );
}
