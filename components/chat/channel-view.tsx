"use client";

import { Lock } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { EmptyState } from "@/components/ui";
import type { ChannelItem } from "@/server/api";
import { DirectoryProvider } from "./members/directory";
import { MemberPanel } from "./members/member-panel";
import { profilesOf, useMembers } from "./members/use-members";
import { PlacePane } from "./place-pane";
import { chatTexts } from "./texts";

interface ChannelViewProps {
  channel: ChannelItem;
  /** The id of the signed-in person in the space. */
  principal: string;
  header: ReactNode;
  /** Null: nobody chose, so the members are shown where there is room for them. */
  isMemberListOpen: boolean | null;
  onCloseMemberList: () => void;
  /** An open thread, beside the channel; in its stead where there is no room for both. */
  children?: ReactNode;
}

/** A channel: its header, its conversation, an open thread, its members. Needs a `SpaceSessionProvider` around it. */
export function ChannelView(props: ChannelViewProps) {
  const { channel, principal, header, isMemberListOpen, onCloseMemberList, children } = props;
  const members = useMembers(channel.name);
  const profiles = useMemo(() => profilesOf(members, principal), [members, principal]);
  return (
    <DirectoryProvider profiles={profiles}>
      <div className="flex min-h-0 min-w-0 grow flex-col">
        {header}
        <div className="flex min-h-0 min-w-0 grow">
          <div className={`flex min-h-0 min-w-0 grow basis-0 ${children ? "max-lg:hidden" : ""}`}>
            {channel.canRead ? (
              <PlacePane
                place={{ channel: channel.name }}
                name={`#${channel.name}`}
                principal={principal}
                disabledReason={whyReadOnly(channel)}
              />
            ) : (
              <EmptyState
                className="grow"
                icon={<Lock aria-hidden="true" />}
                title={chatTexts.threadsOnlyTitle}
                description={chatTexts.threadsOnlyDescription}
              />
            )}
          </div>
          {children}
          <MemberPanel
            members={members}
            principal={principal}
            isOpen={isMemberListOpen}
            isBesideThread={Boolean(children)}
            onClose={onCloseMemberList}
          />
        </div>
      </div>
    </DirectoryProvider>
  );
}

/** Why somebody may not post where they may read; absent when they may. */
export function whyReadOnly({ state, canPost }: Pick<ChannelItem, "state" | "canPost">): string | undefined {
  if (state === "Archived") return chatTexts.archived;
  if (state === "Paused") return chatTexts.paused;
  return canPost ? undefined : chatTexts.readOnly;
}
