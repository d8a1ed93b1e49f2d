"use client";

import type { ReactNode } from "react";
import { SearchAside, SearchProvider } from "@/components/observe/search";
import { Rail } from "../rail/rail";
import { DialogsProvider } from "../resource/dialogs-provider";
import { useRememberPlace } from "../switcher/use-remember-place";
import { NextUnreadKey } from "../tree/next-unread-key";
import { Sidebar } from "../tree/sidebar";
import { Frame } from "./frame";
import { Overlays } from "./overlays";
import { SpaceChanges } from "./space-changes";

/** The frame around everything inside of a space: rail, channels, dialogs, and the news that keep them current. */
export function SpaceFrame({ spaceId, children }: { spaceId: string; children: ReactNode }) {
  useRememberPlace(spaceId);
  return (
    <SearchProvider spaceId={spaceId}>
      <DialogsProvider spaceId={spaceId}>
        <Frame
          aside={<SearchAside />}
          navigation={
            <>
              <Rail />
              <Sidebar spaceId={spaceId} />
            </>
          }
        >
          {children}
        </Frame>
        <SpaceChanges spaceId={spaceId} />
        <NextUnreadKey spaceId={spaceId} />
        <Overlays />
      </DialogsProvider>
    </SearchProvider>
  );
}
