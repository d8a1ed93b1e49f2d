"use client";

import { useMemo, useRef } from "react";
import { Spinner } from "@/components/ui";
import { storedSubject } from "@/sdk/protocol/subjects";
import { ReadMarker } from "./attention/read-marker";
import { Composer, type ComposerHandle } from "./composer/composer";
import { DisabledComposer } from "./composer/disabled-composer";
import { EndedNotice } from "./composer/ended-notice";
import { ResumeChannel } from "./composer/resume-channel";
import { useWriting } from "./composer/use-writing";
import { ConversationContext } from "./conversation";
import { MessageActsProvider } from "./message/actions/message-acts";
import { chatTexts } from "./texts";
import type { Publish } from "./timeline/outbox";
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
  const draftKey = `${spaceId}.${storedSubject(store.place)}`;
  const writing = useWriting({ store, draftKey, principal, publish, composer });
  const { aim } = writing;
  // The new version of a message is written apart from the draft, which is there again afterwards.
  const fieldKey = aim?.kind === "edit" ? `${draftKey}.edit.${aim.id}` : draftKey;
  const { phase } = snapshot;
  const canPost = disabledReason === undefined && phase.kind !== "ended";
  const conversation = useMemo(() => ({ store, principal, canPost }), [store, principal, canPost]);
  return (
    <ConversationContext value={conversation}>
      <div className="flex min-h-0 min-w-0 grow flex-col bg-canvas">
        <MessageActsProvider reply={canPost ? writing.reply : undefined} edit={canPost ? writing.edit : undefined}>
          <Timeline
            ref={timeline}
            store={store}
            snapshot={snapshot}
            place={place}
            outboxActions={writing.outbox}
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
              key={fieldKey}
              ref={composer}
              draftKey={fieldKey}
              place={place}
              aim={aim}
              onAimEnd={writing.endAim}
              onEditLast={writing.editLast}
              onSend={(text) => {
                writing.send(text);
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
