"use client";

import { Lock } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { EmptyState } from "@/components/ui";
import type { Place } from "@/sdk/protocol";
import type { ChannelItem } from "@/server/api";
import { DirectoryProvider } from "./members/directory";
import { MemberPanel } from "./members/member-panel";
import { ProfileCardsProvider } from "./members/profile-card/profile-cards";
import { profilesOf, useMembers } from "./members/use-members";
import { ModerationProvider } from "./moderation/moderation-provider";
import { PlacePane } from "./place-pane";
import { chatTexts } from "./texts";
import { whyReadOnly } from "./why-read-only";

interface ChannelViewProps {
  channel: ChannelItem;
  /** The id of the signed-in person in the space. */
  principal: string;
  header: ReactNode;
  /** Null: nobody chose, so the members are shown where there is room for them. */
  isMemberListOpen: boolean | null;
  /** Something stands beside the channel, so there is less room for the members. */
  isCrowded: boolean;
  onCloseMemberList: () => void;
  /** An open thread, beside the channel; in its stead where there is no room for both. */
  children?: ReactNode;
}

/** A channel: its header, its conversation, an open thread, its members. Needs a `SpaceSessionProvider` around it. */
export function ChannelView(props: ChannelViewProps) {
  const { channel, principal, header, isMemberListOpen, isCrowded, onCloseMemberList, children } = props;
  const members = useMembers(channel.name);
  const profiles = useMemo(() => profilesOf(members, principal), [members, principal]);
  const place = channel.canRead ? { channel: channel.name } : anyThreadOf(channel);
  return (
    <DirectoryProvider profiles={profiles} isLoading={members.isLoading} place={place}>
      <ModerationProvider channel={channel} principal={principal}>
        <ProfileCardsProvider place={place}>
          <div className="flex min-h-0 min-w-0 grow flex-col">
            {header}
            <div className="flex min-h-0 min-w-0 grow">
              <div className={`flex min-h-0 min-w-0 grow basis-0 ${children ? "max-lg:hidden" : ""}`}>
                {channel.canRead ? (
                  <PlacePane
                    place={{ channel: channel.name }}
                    name={`#${channel.name}`}
                    principal={principal}
                    disabledReason={whyReadOnly(channel, channel.blockReason)}
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
                channel={channel.name}
                members={members}
                principal={principal}
                isOpen={isMemberListOpen}
                isCrowded={isCrowded}
                onClose={onCloseMemberList}
              />
            </div>
          </div>
        </ProfileCardsProvider>
      </ModerationProvider>
    </DirectoryProvider>
  );
}

/** Where only threads are open to the reader, one of them stands for what they may know. */
function anyThreadOf({ name, threads: [thread] }: ChannelItem): Place {
  return thread ? { channel: name, thread: thread.name } : { channel: name };
}
