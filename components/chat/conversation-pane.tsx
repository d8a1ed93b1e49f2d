"use client";

import { useCallback, useMemo, useRef } from "react";
import { v7 as newId } from "uuid";
import { Spinner } from "@/components/ui";
import { storedSubject } from "@/sdk/protocol/subjects";
import { ReadMarker } from "./attention/read-marker";
import { type Aim, draftOf, replyTo } from "./composer/aim";
import { Composer, type ComposerHandle } from "./composer/composer";
import { DisabledComposer } from "./composer/disabled-composer";
import { EndedNotice } from "./composer/ended-notice";
import { ResumeChannel } from "./composer/resume-channel";
import { useAim } from "./composer/use-aim";
import { ConversationContext } from "./conversation";
import { MessageActsProvider } from "./message/actions/message-acts";
import { chatTexts } from "./texts";
import type { Publish } from "./timeline/outbox";
import type { TimelineRow } from "./timeline/rows";
import type { TimelineSnapshot, TimelineStore } from "./timeline/store";
import { Timeline, type TimelineHandle } from "./timeline/timeline";

interface ConversationPaneProps {
  store: TimelineStore;
  snapshot: TimelineSnapshot;
  spaceId: string;
  /** The place in words: `#sensors`. */
  place: string;
  /** Who is writing. */
  principal: string;
  publish: Publish;
  disabledReason?: string;
  /** The whole session was refused, not this place alone. */
  isSpaceEnded: boolean;
  /** Tries again after access had ended. */
  onRetry: () => void;
}

/** A place's messages, the line that says how live they are, and the field to write in. */
export function ConversationPane(props: ConversationPaneProps) {
  const { store, snapshot, spaceId, place, principal, publish, disabledReason, isSpaceEnded, onRetry } = props;
  const composer = useRef<ComposerHandle>(null);
  const timeline = useRef<TimelineHandle>(null);
  const send = useMemo(() => sender(store, principal, publish), [store, principal, publish]);
  const draftKey = `${spaceId}.${storedSubject(store.place)}`;
  const [aim, setAim] = useAim(draftKey);
  const { phase } = snapshot;
  const canPost = disabledReason === undefined && phase.kind !== "ended";
  const conversation = useMemo(() => ({ store, principal, canPost }), [store, principal, canPost]);
  const reply = useCallback(
    (row: TimelineRow) => {
      setAim(replyTo(row));
      composer.current?.focus();
    },
    [setAim],
  );
  return (
    <ConversationContext value={conversation}>
      <div className="flex min-h-0 min-w-0 grow flex-col bg-canvas">
        <MessageActsProvider reply={canPost ? reply : undefined}>
          <Timeline
            ref={timeline}
            store={store}
            snapshot={snapshot}
            place={place}
            outboxActions={send}
            onLeave={() => composer.current?.focus()}
          />
        </MessageActsProvider>
        <ReadMarker spaceId={spaceId} place={store.place} reachesEnd={snapshot.newer === "complete"} />
        <div className="shrink-0 px-3 md:px-5">
          {phase.kind === "ended" ? (
            <EndedNotice
              title={isSpaceEnded ? chatTexts.spaceEndedTitle : chatTexts.endedTitle(place)}
              reason={phase.reason}
              onRetry={onRetry}
            />
          ) : disabledReason !== undefined ? (
            <DisabledComposer reason={disabledReason}>
              <ResumeChannel />
            </DisabledComposer>
          ) : (
            <Composer
              key={draftKey}
              ref={composer}
              draftKey={draftKey}
              place={place}
              aim={aim}
              onAimEnd={() => setAim(undefined)}
              onSend={(text) => {
                send.text(text, aim);
                setAim(undefined);
                timeline.current?.toEnd();
              }}
            />
          )}
          <StatusLine snapshot={snapshot} />
        </div>
      </div>
    </ConversationContext>
  );
}

/** Always the same height, so that words in it move nothing. */
function StatusLine({ snapshot: { feed, phase } }: { snapshot: TimelineSnapshot }) {
  const isCatchingUp = phase.kind === "ready" && feed.kind === "catching-up" && (feed.behind ?? 0) > 0;
  return (
    <div role="status" className="flex h-6 items-center gap-1.5 px-1 text-faint text-xs tabular-nums md:h-7">
      {isCatchingUp ? (
        <>
          <Spinner className="size-3" />
          {chatTexts.catchingUp(feed.kind === "catching-up" ? feed.behind : undefined)}
        </>
      ) : null}
    </div>
  );
}

function sender(store: TimelineStore, principal: string, publish: Publish) {
  return {
    text: (text: string, aim: Aim | undefined) =>
      void store.send({ ...draftOf(text, aim), id: newId() }, principal, publish),
    retry: (id: string) => {
      const entry = store.outboxEntry(id);
      if (entry) void store.send(entry.draft, principal, publish);
    },
    discard: (id: string) => store.discard(id),
  };
}
