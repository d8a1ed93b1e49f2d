"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { useApi } from "@/components/api";
import type { ChannelItem } from "@/server/api";
import { useSpaceSession } from "../session/space-session";
import { type Block, type ChannelRights, type ModerationRequest, RightsContext } from "./rights";

// Fetched when the first one is opened: most visits open none.
const ModerationDialog = lazy(() => import("./moderation-dialog"));

const none: readonly Block[] = [];

interface ModerationProviderProps {
  channel: ChannelItem;
  principal: string;
  children: ReactNode;
}

/** Knows the reader's rights on a channel and holds the one dialog of moderation that is open. */
export function ModerationProvider({ channel, principal, children }: ModerationProviderProps) {
  const { spaceId } = useSpaceSession();
  const { name, canModerate } = channel;
  const [request, setRequest] = useState<ModerationRequest>();
  const { data: blocks = none } = useQuery({
    ...useApi().blocks.list.queryOptions({ spaceId, channel: name }),
    enabled: canModerate,
  });
  const rights = useMemo<ChannelRights>(
    () => ({ channel, principal, blocks: canModerate ? blocks : none, open: setRequest }),
    [channel, principal, blocks, canModerate],
  );
  return (
    <RightsContext value={rights}>
      {children}
      <Suspense>
        {request ? <ModerationDialog request={request} onClose={() => setRequest(undefined)} /> : null}
      </Suspense>
    </RightsContext>
  );
}
