"use client";

import { useQuery } from "@tanstack/react-query";
import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useApi } from "@/components/api";
import { Avatar, Badge, Menu, MenuChoice, MenuItem, MenuSeparator } from "@/components/ui";
import { shellTexts } from "../texts";
import { type ThemeName, useThemeChoice } from "../theme";

const themes: { value: ThemeName; label: string; icon: React.ReactNode }[] = [
  { value: "system", label: shellTexts.themes.system, icon: <Monitor /> },
  { value: "light", label: shellTexts.themes.light, icon: <Sun /> },
  { value: "dark", label: shellTexts.themes.dark, icon: <Moon /> },
];

/** Who is signed in, their theme, and the way out. */
export function AccountMenu() {
  const { data: me } = useQuery(useApi().me.get.queryOptions());
  const { choice, choose } = useThemeChoice();
  const name = me?.name ?? "";
  return (
    <Menu
      side="right"
      align="end"
      trigger={
        <button
          type="button"
          aria-label={shellTexts.account}
          className="rounded-full transition-opacity hover:opacity-85 data-popup-open:opacity-85"
        >
          <Avatar id={me?.email ?? ""} name={name} kind="person" size="md" />
        </button>
      }
    >
      <div className="flex max-w-64 flex-col gap-1 px-2 pt-1.5 pb-2">
        <div className="flex items-center gap-2">
          <span className="truncate font-medium">{name}</span>
          {me ? <Badge>{shellTexts.roles[me.platformRole]}</Badge> : null}
        </div>
        <span className="truncate text-muted text-xs">{me?.email}</span>
      </div>
      <MenuSeparator />
      <MenuChoice label={shellTexts.theme} value={choice} options={themes} onChange={choose} />
      <MenuSeparator />
      <MenuItem onClick={signOut}>
        <LogOut />
        {shellTexts.signOut}
      </MenuItem>
    </Menu>
  );
}

/** Ends the session, then leaves the page for good, so that nothing of it stays in memory. */
async function signOut(): Promise<void> {
  const { signOut: endSession } = await import("next-auth/react");
  await endSession({ redirect: false });
  window.location.assign("/signin");
}
