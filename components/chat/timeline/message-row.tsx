"use client";

import { ArrowRight, Bot } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import { Avatar } from "@/components/ui";
import { useProfile } from "../members/directory";
import { MessageActions } from "../message/message-actions";
import { MessageBody } from "../message/message-body";
import { clockTime, dayName, exactTime, shortTime, useNow } from "../message/time";
import { chatTexts } from "../texts";
import { type OutboxActions, OutboxNotice } from "./outbox-notice";
import type { TimelineRow } from "./rows";

interface MessageRowProps {
  row: TimelineRow;
  /** The keyboard is on this row. */
  isActive: boolean;
  onActivate: (key: string | undefined) => void;
  outboxActions: OutboxActions;
}

/** One message: its day and sender where they begin, what it says, and what can be done with it on hover and focus. */
export const MessageRow = memo(function MessageRow({ row, isActive, onActivate, outboxActions }: MessageRowProps) {
  const element = useRef<HTMLElement>(null);
  const [isHovered, setHovered] = useState(false);
  const [isFocused, setFocused] = useState(false);
  useEffect(() => {
    if (isActive && !element.current?.contains(document.activeElement)) element.current?.focus({ preventScroll: true });
  }, [isActive]);
  return (
    <>
      {row.isDayStart ? <DayDivider at={row.at} /> : null}
      <article
        ref={element}
        tabIndex={isActive ? 0 : -1}
        aria-label={`${row.envelope.source}, ${exactTime(row.at)}`}
        data-sequence={row.sequence}
        data-message={row.envelope.id}
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
        onFocus={(event) => {
          setFocused(true);
          if (event.target === event.currentTarget) onActivate(row.key);
        }}
        onBlur={(event) => {
          if (event.currentTarget.contains(event.relatedTarget)) return;
          setFocused(false);
          onActivate(undefined);
        }}
        className={`group relative grid grid-cols-[36px_minmax(0,1fr)] gap-x-3 px-3 py-[3px] -outline-offset-2 hover:bg-surface md:px-5 ${row.isGroupStart ? "pt-[9px]" : ""} ${row.outbox ? outboxLook[row.outbox.state.kind] : ""}`}
      >
        {row.isGroupStart ? <SenderAvatar id={row.envelope.source} /> : <HoverTime at={row.at} />}
        <div className="min-w-0">
          {row.isGroupStart ? <Header row={row} /> : null}
          <MessageBody envelope={row.envelope} />
          {row.outbox ? <OutboxNotice entry={row.outbox} actions={outboxActions} /> : null}
        </div>
        {(isHovered || isFocused) && !row.outbox ? (
          <MessageActions envelope={row.envelope} sequence={row.sequence} at={row.at} />
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

function SenderAvatar({ id }: { id: string }) {
  const { name, kind } = useProfile(id);
  return <Avatar id={id} name={name} kind={kind} className="mt-0.5 justify-self-center" />;
}

function Header({ row }: { row: TimelineRow }) {
  const { envelope } = row;
  const { name, kind } = useProfile(envelope.source);
  return (
    <header className="flex min-w-0 flex-wrap items-center gap-x-1.5 leading-[22px]">
      <bdi className="truncate font-semibold text-ink" title={envelope.source}>
        {name}
      </bdi>
      {kind === "agent" ? (
        <Bot className="size-3.5 shrink-0 text-faint" role="img" aria-label={chatTexts.agent} />
      ) : (
        <span className="sr-only">{chatTexts.person}</span>
      )}
      {envelope.destination?.length ? <Addressees ids={envelope.destination} /> : null}
      <Time row={row} />
    </header>
  );
}

function Time({ row }: { row: TimelineRow }) {
  const now = useNow();
  const text = row.outbox ? outboxWord[row.outbox.state.kind] : shortTime(row.at, now);
  return (
    <time
      dateTime={row.at}
      title={exactTime(row.at)}
      className="ml-0.5 whitespace-nowrap text-faint text-xs tabular-nums"
    >
      {text}
    </time>
  );
}

const outboxWord = {
  sending: chatTexts.sending,
  accepted: chatTexts.sent,
  refused: chatTexts.refused,
  failed: chatTexts.notSent,
} as const;
const addresseesMax = 3;

function Addressees({ ids }: { ids: readonly string[] }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1 text-muted text-xs">
      <ArrowRight className="size-3 shrink-0 text-faint" role="img" aria-label={chatTexts.to} />
      {ids.slice(0, addresseesMax).map((id) => (
        <bdi key={id} className="truncate rounded-sm bg-accent-soft px-1 font-medium text-accent">
          @{id}
        </bdi>
      ))}
      {ids.length > addresseesMax ? <span>{chatTexts.more(ids.length - addresseesMax)}</span> : null}
    </span>
  );
}

function HoverTime({ at }: { at: string }) {
  return (
    <time
      dateTime={at}
      title={exactTime(at)}
      className="invisible select-none pt-px text-center text-2xs text-faint leading-[22px] tabular-nums group-focus-within:visible group-hover:visible"
    >
      {clockTime(at)}
    </time>
  );
}

function DayDivider({ at }: { at: string }) {
  const now = useNow();
  return (
    <div className="flex h-9 items-center gap-3 px-3 pt-2 md:px-5">
      <span className="h-px grow bg-line" />
      <span className="font-medium text-faint text-xs">{dayName(at, now)}</span>
      <span className="h-px grow bg-line" />
    </div>
  );
}
