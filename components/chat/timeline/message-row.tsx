"use client";

import { Activity, Pencil } from "lucide-react";
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from "react";
import { isReplaced, ReplacedLine } from "../edit/replaced-line";
import { useProfile } from "../members/directory";
import { useMessageActs } from "../message/actions/message-acts";
import { MessageActions } from "../message/message-actions";
import { MessageBody } from "../message/message-body";
import { clockTime, exactTime } from "../message/time";
import { Tombstone } from "../message/tombstone";
import { useModeration } from "../moderation/rights";
import { ReplyLine } from "../reply/reply-line";
import { ThreadFoot } from "../started/thread-foot";
import { Dividers } from "./dividers";
import { MessageHeader, MessageTime, SenderAvatar } from "./message-header";
import { type OutboxActions, OutboxNotice } from "./outbox-notice";
import { focusOnceMeasured } from "./row-elements";
import type { TimelineRow } from "./rows";
import { actOf } from "./timeline-keys";

interface MessageRowProps {
  row: TimelineRow;
  /** The keyboard is on this row. */
  isActive: boolean;
  /** New messages begin with it. */
  isFirstNew?: boolean;
  /** The reader was brought to it just now. */
  isMarked?: boolean;
  onActivate: (key: string | undefined) => void;
  outboxActions: OutboxActions;
}

/** One message: its day and sender where they begin, what it says, and what can be done with it on hover and focus. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { isActive, isFirstNew = false, isMarked = false, onActivate, outboxActions } = props;
  const row = useMemo(() => (isFirstNew ? { ...props.row, isGroupStart: true } : props.row), [props.row, isFirstNew]);
  const element = useRef<HTMLElement>(null);
  const [isHovered, setHovered] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const acts = useMessageActs();
  const isModerator = useModeration() !== undefined;
  // Of a redacted message there is nothing to do for those who do not moderate.
  const hasActions = !row.outbox && !row.stream && (isModerator || !row.redaction);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const act = hasActions ? actOf(event) : undefined;
    if (!act || (act !== "menu" && row.redaction)) return;
    event.preventDefault();
    if (act === "menu") setMenuOpen(true);
    else acts[act]?.(row);
  };
  useEffect(() => {
    if (isActive && element.current && !element.current.contains(document.activeElement)) {
      return focusOnceMeasured(element.current);
    }
    return undefined;
  }, [isActive]);
  return (
    <>
      <Dividers row={row} isFirstNew={isFirstNew} />
      <article
        ref={element}
        tabIndex={isActive ? 0 : -1}
        aria-label={`${row.envelope.source}, ${exactTime(row.at)}`}
        data-sequence={row.sequence}
        data-message={row.envelope.id}
        aria-current={isMarked || undefined}
        aria-busy={row.stream ? !row.stream.isStopped : undefined}
        onKeyDown={onKeyDown}
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
        onFocus={(event) => {
          setFocused(true);
          if (event.target === event.currentTarget) onActivate(row.key);
        }}
        onBlur={(event) => {
          // In its menu the keyboard is still with this message.
          if (isMenuOpen || event.currentTarget.contains(event.relatedTarget)) return;
          setFocused(false);
          onActivate(undefined);
        }}
        className={`group relative grid grid-cols-[36px_minmax(0,1fr)] gap-x-3 px-3 py-[3px] -outline-offset-2 hover:bg-surface md:px-5 ${row.isGroupStart ? "pt-[9px]" : ""} ${isMarked ? "mark" : ""} ${row.outbox ? outboxLook[row.outbox.state.kind] : ""}`}
      >
        {isReplaced(row) ? null : <ReplyLine row={row} />}
        <LeadingMark row={row} />
        <div className="min-w-0">
          {isEvent(row) ? (
            <EventLine row={row} />
          ) : isReplaced(row) ? (
            <ReplacedLine row={row} />
          ) : (
            <>
              {row.isGroupStart ? <MessageHeader row={row} /> : null}
              {row.redaction ? (
                <Tombstone redaction={row.redaction} place={row.place} sequence={row.sequence} />
              ) : (
                <MessageBody envelope={row.envelope} row={row} />
              )}
            </>
          )}
          <ThreadFoot row={row} />
          {row.outbox ? <OutboxNotice entry={row.outbox} actions={outboxActions} /> : null}
        </div>
        {(isHovered || isFocused || isMenuOpen) && hasActions ? (
          <MessageActions
            row={row}
            isMenuOpen={isMenuOpen}
            onMenuOpenChange={setMenuOpen}
            openedFrom={isActive ? element : undefined}
          />
        ) : null}
      </article>
    </>
  );
});

const outboxLook = {
  sending: "opacity-60",
  accepted: "",
  refused: "bg-danger-soft",
  failed: "bg-danger-soft",
} as const;

/** Drawn on one line. What was redacted no longer is. */
function isEvent({ envelope, redaction }: TimelineRow): boolean {
  return envelope.type === "event" && !redaction;
}

function LeadingMark({ row }: { row: TimelineRow }) {
  if (isEvent(row)) {
    return <Activity className="mt-[5px] size-3.5 justify-self-center text-faint" aria-hidden="true" />;
  }
  if (isReplaced(row))
    return <Pencil className="mt-[5px] size-3.5 justify-self-center text-faint" aria-hidden="true" />;
  return row.isGroupStart ? <SenderAvatar id={row.envelope.source} /> : <HoverTime at={row.at} />;
}

/** Something that happened, on one quiet line: no picture, no header. */
function EventLine({ row }: { row: TimelineRow }) {
  const { name } = useProfile(row.envelope.source);
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 text-[13px] text-muted">
      <bdi className="shrink-0 font-medium">{name}</bdi>
      <div className="min-w-0">
        <MessageBody envelope={row.envelope} />
      </div>
      <MessageTime row={row} />
    </div>
  );
}

function HoverTime({ at }: { at: string }) {
  return (
    <time
      dateTime={at}
      title={exactTime(at)}
      className="-mx-3 invisible select-none whitespace-nowrap text-center text-2xs text-faint leading-[22px] tabular-nums group-focus-within:visible group-hover:visible"
    >
      {clockTime(at)}
    </time>
  );
}
