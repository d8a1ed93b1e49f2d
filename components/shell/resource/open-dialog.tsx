"use client";

import { ChannelDialog } from "./channel-dialog";
import { CreateChannelDialog } from "./create-channel-dialog";
import { CreateThreadDialog } from "./create-thread-dialog";
import type { DialogRequest } from "./dialogs";
import { ThreadDialog } from "./thread-dialog";
import { ThreadListDialog } from "./threads/thread-list-dialog";

/** The dialog that was asked for. */
export function OpenDialog({ spaceId, request }: { spaceId: string; request: DialogRequest }) {
  switch (request.kind) {
    case "create-channel":
      return <CreateChannelDialog spaceId={spaceId} initialName={request.name} />;
    case "channel":
      return <ChannelDialog key={request.name} spaceId={spaceId} request={request} />;
    case "create-thread":
      return <CreateThreadDialog spaceId={spaceId} channel={request.channel} initialTopic={request.topic} />;
    case "thread":
      return <ThreadDialog spaceId={spaceId} request={request} />;
    case "threads":
      return <ThreadListDialog spaceId={spaceId} channel={request.channel} />;
  }
}
