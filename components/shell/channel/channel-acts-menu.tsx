"use client";

import type { ReactElement } from "react";
import { Menu, MenuItem } from "@/components/ui";
import type { ChannelAct } from "./use-channel-acts";

interface ChannelActsMenuProps {
  acts: readonly ChannelAct[];
  trigger: ReactElement<Record<string, unknown>>;
}

/** The acts as a list, open at once: whoever asks for it has just pressed its button. */
export default function ChannelActsMenu({ acts, trigger }: ChannelActsMenuProps) {
  return (
    <Menu trigger={trigger} align="end" isInitiallyOpen>
      {acts.map(({ label, Icon, run }) => (
        <MenuItem key={label} onClick={run} className="h-11">
          <Icon aria-hidden="true" />
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
