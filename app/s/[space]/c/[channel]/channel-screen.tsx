"use client";

import { useParams, useRouter } from "next/navigation";
import { AttentionButton } from "@/components/attention";
import { ChannelView, ConnectionBadge, ThreadView } from "@/components/chat";
import { ChannelHeader, ThreadDetailsButton, useChannel, useFrame, useThread } from "@/components/shell";
import type { ChannelItem } from "@/server/api";

interface ChannelScreenProps {
  spaceId: string;
  /** The channel as the page was made with it. */
  initial: ChannelItem;
  principal: string;
}

/** A channel and, beside it, the thread that the address names. Stays as it is while threads are opened and closed. */
export function ChannelScreen({ spaceId, initial, principal }: ChannelScreenProps) {
  const { thread: threadName } = useParams<{ thread?: string }>();
  const router = useRouter();
  const { isMemberListOpen, isCrowded, closeMemberList } = useFrame();
  const channel = useChannel(spaceId, initial);
  const thread = useThread(spaceId, channel, threadName);
  return (
    <ChannelView
      channel={channel}
      principal={principal}
      header={
        <ChannelHeader
          channel={channel}
          status={
            <>
              <ConnectionBadge />
              {channel.canRead ? <AttentionButton spaceId={spaceId} place={{ channel: channel.name }} /> : null}
            </>
          }
        />
      }
      isMemberListOpen={isMemberListOpen}
      isCrowded={isCrowded}
      onCloseMemberList={closeMemberList}
    >
      {thread ? (
        <ThreadView
          key={thread.name}
          channel={channel.name}
          thread={thread}
          principal={principal}
          actions={thread.isResource ? <ThreadDetailsButton channel={channel.name} name={thread.name} /> : null}
          onClose={() => router.push(`/s/${spaceId}/c/${channel.name}`)}
        />
      ) : null}
    </ChannelView>
  );
}
