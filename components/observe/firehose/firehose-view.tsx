"use client";

import { ChevronsDown } from "lucide-react";
import { useEffect } from "react";
import { useSpaceSession } from "@/components/chat";
import { putParameter, searchParameter } from "../search/address";
import { BusiestChannels } from "./busiest-channels";
import { withChannel } from "./channel-term";
import { FiguresStrip } from "./figures-strip";
import { FirehoseBar } from "./firehose-bar";
import { FirehoseList } from "./firehose-list";
import { FirehoseStates } from "./firehose-states";
import { firehoseTexts } from "./texts";
import { useFigures, useFirehose } from "./use-firehose";
import { useHold } from "./use-hold";
import { useQueryFilter } from "./use-query-filter";
import { useSendersSeen } from "./use-senders-seen";

/** Everything that is said in a space, wherever the reader may read, as it is said. */
export function FirehoseView({ spaceId }: { spaceId: string }) {
  const { state, detail, reconnect } = useSpaceSession();
  const { store, list } = useFirehose();
  const figures = useFigures(store);
  const senders = useSendersSeen(store);
  const hold = useHold(store);
  const filter = useQueryFilter(spaceId);
  const { keeps, wantsDeltas } = filter;
  useEffect(() => store.setFilter(keeps, wantsDeltas), [store, keeps, wantsDeltas]);
  const put = (text: string) => putParameter(searchParameter, text === "" ? null : text);
  const isFiltered = keeps !== undefined;
  return (
    <div className="flex min-h-0 grow flex-col">
      <FirehoseBar
        spaceId={spaceId}
        filter={filter.text}
        onFilter={put}
        senders={senders}
        isHeld={list.isHeld}
        onPause={hold.pause}
        onResume={hold.resume}
        onClear={() => store.clear()}
      />
      <FiguresStrip
        figures={figures}
        listed={list.entries.length + list.waiting}
        isHeld={list.isHeld}
        isFiltered={isFiltered}
      />
      <div className="flex min-h-0 grow max-2xl:flex-col-reverse">
        <div className="relative flex min-h-0 min-w-0 grow flex-col">
          {figures.isInterrupted && state !== "closed" ? (
            <p role="status" className="shrink-0 bg-warning-soft px-3 py-2 text-ink text-xs md:px-5">
              {firehoseTexts.interrupted}
            </p>
          ) : null}
          {list.entries.length > 0 ? (
            <FirehoseList
              spaceId={spaceId}
              list={list}
              onLeaveEnd={hold.leaveEnd}
              onReachEnd={hold.reachEnd}
              onResume={hold.resume}
            />
          ) : (
            <FirehoseStates
              state={state}
              reason={detail.reason}
              channels={figures.channels}
              isFiltered={isFiltered}
              onReconnect={reconnect}
            />
          )}
          {list.isHeld ? <WaitingPill count={list.waiting} onPress={hold.resume} /> : null}
        </div>
        <BusiestChannels
          rates={figures.busiest}
          chosen={filter.channel}
          onChoose={(channel) => put(withChannel(filter.text, channel))}
        />
      </div>
    </div>
  );
}

/** How much waits while the list is held; lists it. */
function WaitingPill({ count, onPress }: { count: number; onPress: () => void }) {
  return (
    <button
      type="button"
      onClick={onPress}
      data-waiting={count}
      className="-translate-x-1/2 absolute bottom-4 left-1/2 flex h-8 pointer-coarse:h-10 items-center gap-2 whitespace-nowrap rounded-full border border-line bg-raised px-4 font-medium text-ink text-xs tabular-nums shadow-float hover:bg-hover"
    >
      <ChevronsDown aria-hidden="true" className="size-3.5 text-muted" />
      {count === 0 ? firehoseTexts.paused : firehoseTexts.waiting(count)}
    </button>
  );
}
