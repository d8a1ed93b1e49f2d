"use client";

import { useMemo, useRef, useState } from "react";
import { storedSubject } from "@/sdk/protocol/subjects";
import { ReadMarker } from "./attention/read-marker";
import { useFirstUnread } from "./attention/use-first-unread";
import { DropArea } from "./composer/attachments/drop-area";
import { useUploadActs } from "./composer/attachments/use-uploads";
import { Composer, type ComposerHandle } from "./composer/composer";
import { DisabledComposer } from "./composer/disabled-composer";
import { EndedNotice } from "./composer/ended-notice";
import { ResumeChannel } from "./composer/resume-channel";
import { useWriting } from "./composer/use-writing";
import { ConversationContext } from "./conversation";
import { FootLine } from "./foot-line";
import { MessageActsProvider } from "./message/actions/message-acts";
import { leaveAddressed } from "./permalink";
import { StartedThreads } from "./started/started-threads";
import { chatTexts } from "./texts";
import { JumpButton } from "./timeline/jump/jump-button";
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
  /** What the address names in place of a message's number. */
  invalidTarget: string | undefined;
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
  const { sequence: firstUnread } = useFirstUnread(spaceId, store.place);
  const [isJumping, setJumping] = useState(false);
  const composer = useRef<ComposerHandle>(null);
  const timeline = useRef<TimelineHandle>(null);
  const draftKey = `${spaceId}.${storedSubject(store.place)}`;
  const files = useUploadActs(store.place);
  const writing = useWriting({ store, draftKey, principal, publish, composer, restoreFiles: files.restore });
  const { aim } = writing;
  // The new version of a message is written apart from the draft, which is there again afterwards.
  const fieldKey = aim?.kind === "edit" ? `${draftKey}.edit.${aim.id}` : draftKey;
  const { phase } = snapshot;
  const canPost = disabledReason === undefined && phase.kind !== "ended";
  const conversation = useMemo(() => ({ store, principal, canPost }), [store, principal, canPost]);
  return (
    <ConversationContext value={conversation}>
      <DropArea
        onFiles={canPost && aim?.kind !== "edit" ? files.add : undefined}
        className="flex min-h-0 min-w-0 grow flex-col bg-canvas"
      >
        <MessageActsProvider reply={canPost ? writing.reply : undefined} edit={canPost ? writing.edit : undefined}>
          <StartedThreads place={store.place} rows={snapshot.rows}>
            <Timeline
              ref={timeline}
              store={store}
              snapshot={snapshot}
              place={place}
              firstUnread={firstUnread}
              invalidTarget={props.invalidTarget}
              onEnd={leaveAddressed}
              onJump={() => setJumping(true)}
              outboxActions={writing.outbox}
              onLeave={() => composer.current?.focus()}
            />
          </StartedThreads>
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
              at={store.place}
              onSend={(text, attachments) => {
                writing.send(text, attachments);
                timeline.current?.toEnd();
              }}
            />
          )}
          <FootLine snapshot={snapshot}>
            <JumpButton
              isOpen={isJumping}
              onOpenChange={setJumping}
              store={store}
              firstUnread={firstUnread}
              onEnd={() => timeline.current?.toEnd()}
            />
          </FootLine>
        </div>
      </DropArea>
    </ConversationContext>
  );
}
