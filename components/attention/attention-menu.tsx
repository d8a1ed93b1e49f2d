"use client";

import { AtSign, Bell, BellOff, BellRing, CheckCheck } from "lucide-react";
import type { ReactElement } from "react";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "@/components/ui";
import type { Place } from "@/sdk/protocol";
import { attentionTexts } from "./texts";
import { useAttentionActs } from "./use-acts";
import type { PlaceAttention } from "./use-unread";

const threadLevels = [
  { value: "following", label: attentionTexts.followThread, icon: <BellRing /> },
  { value: "default", label: attentionTexts.mentionsOnly, icon: <AtSign /> },
  { value: "muted", label: attentionTexts.muteThread, icon: <BellOff /> },
] as const;

interface AttentionMenuProps {
  spaceId: string;
  place: Place;
  level: PlaceAttention["level"];
  trigger: ReactElement<Record<string, unknown>>;
}

/** The menu behind a place's bell, open from the start. A default export, because it is loaded lazily. */
export default function AttentionMenu({ spaceId, place, level, trigger }: AttentionMenuProps) {
  const acts = useAttentionActs(spaceId);
  const isMuted = level === "muted";
  return (
    <Menu trigger={trigger} align="end" isInitiallyOpen>
      {place.thread === undefined ? (
        <MenuItem onClick={() => void acts.setLevel(place, isMuted ? "default" : "muted")}>
          {isMuted ? <Bell /> : <BellOff />}
          {isMuted ? attentionTexts.unmuteChannel : attentionTexts.muteChannel}
        </MenuItem>
      ) : (
        <MenuChoice
          label={attentionTexts.hear}
          value={level}
          options={threadLevels}
          onChange={(next) => void acts.setLevel(place, next)}
        />
      )}
      <MenuSeparator />
      <MenuItem onClick={() => void acts.markRead(place)}>
        <CheckCheck />
        {attentionTexts.markRead}
      </MenuItem>
    </Menu>
  );
}
