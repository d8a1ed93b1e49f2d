"use client";

import { ChevronDown, Lock } from "lucide-react";
import Link from "next/link";
import { lazy, memo, Suspense } from "react";
import { permalinkOf } from "@/components/chat/permalink";
import { keyMap } from "@/components/shell/keyboard-help/key-map";
import { Avatar, Badge, classNames, IconButton, Skeleton } from "@/components/ui";
import type { FirehoseMessage } from "./entry";
import { summaryOf } from "./summary";
import { firehoseTexts } from "./texts";

// Fetched when a message is opened in place for the first time.
const WholeMessage = lazy(() => import("./whole-message"));

interface FirehoseRowProps {
  spaceId: string;
  entry: FirehoseMessage;
  /** The keyboard is on this row. */
  isActive: boolean;
  /** All of the message is shown. */
  isOpen: boolean;
  onActivate: (key: string) => void;
  /** Shows all of it, or no longer. */
  onToggle: (key: string) => void;
}

/** A message on one line; it leads to its conversation, and can be shown whole beneath. */
export const FirehoseRow = memo(function FirehoseRow(props: FirehoseRowProps) {
  const { spaceId, entry, isActive, isOpen, onActivate, onToggle } = props;
  const { message, at } = entry;
  const { envelope, place, sequence } = message;
  const placeText = firehoseTexts.place(place.channel, place.thread);
  return (
    <article
      tabIndex={isActive ? 0 : -1}
      aria-label={firehoseTexts.row(envelope.source, placeText, firehoseTexts.clock(at))}
      data-entry={entry.key}
      data-sequence={sequence}
      onFocus={({ target, currentTarget }) => target === currentTarget && onActivate(entry.key)}
      className={classNames("group -outline-offset-2", isOpen && "bg-surface")}
    >
      <div className="relative flex min-w-0 items-center gap-x-3 gap-y-0.5 px-3 py-1.5 text-[13px] leading-5 group-hover:bg-surface max-md:flex-wrap md:px-5">
        <time
          dateTime={new Date(at).toISOString()}
          title={firehoseTexts.exactly(at)}
          className="shrink-0 text-faint text-xs tabular-nums"
        >
          {firehoseTexts.clock(at)}
        </time>
        <span
          title={placeText}
          className="flex min-w-0 items-center gap-1 text-muted text-xs max-md:order-3 max-md:ml-auto max-md:max-w-[45%] md:w-40 md:shrink-0 2xl:w-56"
        >
          {place.isPrivate ? <Lock role="img" aria-label={firehoseTexts.private} className="size-3 shrink-0" /> : null}
          <bdi className="truncate">{placeText}</bdi>
        </span>
        <span className="flex min-w-0 items-center gap-1.5 max-md:order-2 max-md:grow max-md:basis-0 md:w-32 md:shrink-0 2xl:w-40">
          <Avatar id={envelope.source} name={envelope.source} kind="agent" size="xs" />
          <bdi title={envelope.source} className="min-w-0 truncate font-semibold text-ink">
            {envelope.source}
          </bdi>
        </span>
        <Link
          href={permalinkOf(spaceId, place, sequence)}
          prefetch={false}
          tabIndex={-1}
          className="flex min-w-0 grow items-center gap-2 outline-none after:absolute after:inset-0 max-md:order-5 max-md:basis-full"
        >
          {envelope.type === "text" || entry.redaction ? null : (
            <Badge className="max-w-28 shrink-0 truncate">{envelope.type}</Badge>
          )}
          <Summary entry={entry} />
        </Link>
        <IconButton
          label={isOpen ? firehoseTexts.showLine : firehoseTexts.showAll}
          shortcut={keyMap.firehosePeek.keys[0].toUpperCase()}
          size="sm"
          tabIndex={-1}
          aria-expanded={isOpen}
          tooltipSide="left"
          onClick={() => onToggle(entry.key)}
          className="-my-0.5 z-1 pointer-fine:opacity-0 transition-opacity focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 max-md:order-4"
        >
          <ChevronDown className={classNames("size-3.5 transition-transform", isOpen && "rotate-180")} />
        </IconButton>
      </div>
      {isOpen ? (
        <div className="px-3 pb-3 md:px-5">
          <Suspense fallback={<Skeleton className="h-4 w-2/3" />}>
            <WholeMessage entry={entry} />
          </Suspense>
        </div>
      ) : null}
    </article>
  );
});

function Summary({ entry: { message, redaction } }: { entry: FirehoseMessage }) {
  if (redaction)
    return <em className="min-w-0 truncate text-muted">{firehoseTexts.redacted(redaction.by, redaction.reason)}</em>;
  const text = summaryOf(message.envelope);
  if (text === "") return <em className="min-w-0 truncate text-faint">{firehoseTexts.saidNothing}</em>;
  return (
    <bdi dir="auto" className="min-w-0 truncate text-ink">
      {text}
    </bdi>
  );
}
