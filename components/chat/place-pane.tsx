"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useApi } from "@/components/api";
import { LazyLiveFilterBar, useLiveFilter, useLiveFilterText } from "@/components/observe/search";
import type { Place } from "@/sdk/protocol";
import { storedSubject } from "@/sdk/protocol/subjects";
import { ConversationPane } from "./conversation-pane";
import { useSpaceSession } from "./session/space-session";
import { useAddressed } from "./session/use-addressed";
import { useTimeline } from "./session/use-timeline";
import type { Publish } from "./timeline/outbox";
import { useFilteredSnapshot } from "./timeline/use-filtered-snapshot";

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
  const addressed = useAddressed(place);
  const { store, snapshot } = useTimeline(place, addressed && "sequence" in addressed ? addressed.sequence : undefined);
  const filter = useFilterOf(principal);
  const shown = useFilteredSnapshot(store, snapshot, filter.keeps);
  const publish = useMemo<Publish>(
    () => async (draft) => (await connected).at(store.place).publish(draft),
    [connected, store],
  );
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col">
      {filter.text === "" ? null : (
        <LazyLiveFilterBar text={filter.text} shown={shown.rows.length} total={snapshot.rows.length} />
      )}
      <ConversationPane
        key={storedSubject(store.place)}
        store={store}
        snapshot={shown}
        spaceId={spaceId}
        place={name}
        principal={principal}
        invalidTarget={addressed && "invalid" in addressed ? addressed.invalid : undefined}
        publish={publish}
        disabledReason={disabledReason}
        isSpaceEnded={state === "closed"}
        onRetry={() => {
          if (state === "closed") reconnect();
          void store.start();
        }}
      />
    </div>
  );
}

const noGroups: readonly string[] = [];

/** The live filter of the page's address; whom `me` stands for in it is asked for when there is one. */
function useFilterOf(principal: string) {
  const { spaceId } = useSpaceSession();
  const isWanted = useLiveFilterText() !== "";
  const { data } = useQuery({ ...useApi().search.me.queryOptions({ spaceId }), enabled: isWanted });
  return useLiveFilter({ id: principal, groups: data?.groups ?? noGroups });
}
