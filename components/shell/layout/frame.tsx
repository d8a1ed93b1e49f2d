"use client";

import { useParams, usePathname } from "next/navigation";
import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { useSearch } from "@/components/observe/search";
import { Drawer } from "@/components/ui";
import { shellTexts } from "../texts";

interface FrameControls {
  openNavigation: () => void;
  closeNavigation: () => void;
  /** Null: nobody chose, so it is shown where there is room for it. */
  isMemberListOpen: boolean | null;
  /** A thread or the search stands beside the channel. */
  isCrowded: boolean;
  toggleMemberList: () => void;
  closeMemberList: () => void;
}

const FrameContext = createContext<FrameControls | null>(null);

/** What the frame around the page can be told. */
export function useFrame(): FrameControls {
  const controls = use(FrameContext);
  if (!controls) throw new Error("useFrame is used outside of a Frame");
  return controls;
}

/** Where the members are shown unless somebody chose otherwise; what stands beside the channel takes their room. */
function hasRoomForMembers(isCrowded: boolean): boolean {
  return matchMedia(isCrowded ? "(min-width: 96rem)" : "(min-width: 80rem)").matches;
}

/**
 * The page's frame: navigation on the left, the content beside it, and on its right what stands beside any content; on a phone the navigation is a drawer that closes when
 * something in it was chosen.
 */
export function Frame({
  navigation,
  aside,
  children,
}: {
  navigation: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const pathname = usePathname();
  const [drawerOpenAt, setDrawerOpenAt] = useState<string | null>(null);
  const [isMemberListOpen, setMemberListOpen] = useState<boolean | null>(null);
  const { thread } = useParams<{ thread?: string }>();
  const isCrowded = useSearch().query !== null || thread !== undefined;
  const controls = useMemo<FrameControls>(
    () => ({
      openNavigation: () => setDrawerOpenAt(pathname),
      closeNavigation: () => setDrawerOpenAt(null),
      isMemberListOpen,
      isCrowded,
      toggleMemberList: () => setMemberListOpen((isOpen) => !(isOpen ?? hasRoomForMembers(isCrowded))),
      closeMemberList: () => setMemberListOpen(false),
    }),
    [pathname, isMemberListOpen, isCrowded],
  );
  return (
    <FrameContext value={controls}>
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        {shellTexts.skipToContent}
      </a>
      <div className="flex h-dvh overflow-hidden bg-canvas">
        <div className="flex shrink-0 max-md:hidden">{navigation}</div>
        <main id="content" tabIndex={-1} className="flex min-w-0 grow flex-col outline-none">
          {children}
        </main>
        {aside}
      </div>
      <Drawer
        side="left"
        label={shellTexts.navigation}
        isOpen={drawerOpenAt === pathname}
        onOpenChange={(isOpen) => setDrawerOpenAt(isOpen ? pathname : null)}
      >
        {navigation}
      </Drawer>
    </FrameContext>
  );
}
