"use client";

import { useMemo } from "react";
import type { Place } from "@/sdk/protocol";
import { storedSubject } from "@/sdk/protocol/subjects";
import { ConversationPane } from "./conversation-pane";
import { useSpaceSession } from "./session/space-session";
import { useTimeline } from "./session/use-timeline";
import type { Publish } from "./timeline/outbox";

interface PlacePaneProps {
  place: Place;
  /** The place in words: `#sensors`. */
  name: string;
  principal: string;
  disabledReason: string | undefined;
}

/** The conversation of one place, live through the space's session. */
export function PlacePane({ place, name, principal, disabledReason }: PlacePaneProps) {
  const { spaceId, connected, state, reconnect } = useSpaceSession();
  const { store, snapshot } = useTimeline(place);
  const publish = useMemo<Publish>(
    () => async (draft) => (await connected).at(store.place).publish(draft),
    [connected, store],
  );
  return (
    <ConversationPane
      key={storedSubject(store.place)}
      store={store}
      snapshot={snapshot}
      spaceId={spaceId}
      place={name}
      principal={principal}
      publish={publish}
      disabledReason={disabledReason}
      isSpaceEnded={state === "closed"}
      onRetry={() => {
        if (state === "closed") reconnect();
        void store.start();
      }}
    />
  );
}
