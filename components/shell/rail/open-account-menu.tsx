"use client";

import { Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Badge, Kbd, Menu, MenuChoice, MenuItem, MenuSeparator } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { keyMap } from "../keyboard-help/key-map";
import { showOverlay } from "../overlay";
import { shellTexts } from "../texts";
import { type ThemeName, useThemeChoice } from "../theme";
import { signOut } from "./sign-out";

const themes: { value: ThemeName; label: string; icon: ReactNode }[] = [
  { value: "system", label: shellTexts.themes.system, icon: <Monitor /> },
  { value: "light", label: shellTexts.themes.light, icon: <Sun /> },
  { value: "dark", label: shellTexts.themes.dark, icon: <Moon /> },
];

interface OpenAccountMenuProps {
  me: NonNullable<RouterOutputs["me"]["get"]>;
  trigger: ReactElement<Record<string, unknown>>;
}

/** The menu behind the account's button, open from the start. A default export, because it is loaded lazily. */
export default function OpenAccountMenu({ me, trigger }: OpenAccountMenuProps) {
  const { choice, choose } = useThemeChoice();
  return (
    <Menu side="right" align="end" isInitiallyOpen trigger={trigger}>
      <div className="flex max-w-64 flex-col gap-1 px-2 pt-1.5 pb-2">
        <div className="flex items-center gap-2">
          <span className="truncate font-medium">{me.name}</span>
          <Badge>{shellTexts.roles[me.platformRole]}</Badge>
        </div>
        <span className="truncate text-muted text-xs">{me.email}</span>
      </div>
      <MenuSeparator />
      <MenuChoice label={shellTexts.theme} value={choice} options={themes} onChange={choose} />
      <MenuSeparator />
      <MenuItem onClick={() => showOverlay("keyboard-help")}>
        <Keyboard />
        <span className="grow">{shellTexts.keyboard}</span>
        <Kbd>{keyMap.help.keys[0]}</Kbd>
      </MenuItem>
      <MenuItem onClick={signOut}>
        <LogOut />
        {shellTexts.signOut}
      </MenuItem>
    </Menu>
  );
}
