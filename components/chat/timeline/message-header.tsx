import { ArrowRight, Bot } from "lucide-react";
import { Avatar } from "@/components/ui";
import { EditedMark } from "../edit/edited-mark";
import { useProfile } from "../members/directory";
import { ProfileButton } from "../members/profile-card/profile-button";
import { bodyTexts } from "../message/texts";
import { exactTime, shortTime, useNow } from "../message/time";
import { chatTexts } from "../texts";
import type { TimelineRow } from "./rows";

/** Whose message it is, as a picture. */
export function SenderAvatar({ id }: { id: string }) {
  const { name, kind } = useProfile(id);
  return (
    <ProfileButton id={id} name={name} tabStop="hidden" className="mt-0.5 self-start justify-self-center rounded-md">
      <Avatar id={id} name={name} kind={kind ?? "person"} />
    </ProfileButton>
  );
}

/** Whose message it is, to whom, and when. */
export function MessageHeader({ row }: { row: TimelineRow }) {
  const { envelope } = row;
  const { name, kind } = useProfile(envelope.source);
  return (
    <header className="flex min-w-0 flex-wrap items-center gap-x-1.5 leading-[22px]">
      <ProfileButton
        id={envelope.source}
        name={name}
        tabStop="none"
        className="flex min-w-0 rounded-sm hover:underline"
      >
        <bdi className="truncate font-semibold text-ink" title={envelope.source}>
          {name}
        </bdi>
      </ProfileButton>
      {kind === "agent" ? (
        <Bot className="size-3.5 shrink-0 text-faint" role="img" aria-label={chatTexts.agent} />
      ) : kind === "person" ? (
        <span className="sr-only">{chatTexts.person}</span>
      ) : null}
      {envelope.destination?.length ? <Addressees ids={envelope.destination} /> : null}
      <MessageTime row={row} />
      <EditedMark row={row} />
    </header>
  );
}

/** How long ago, or what is still to happen with it. */
export function MessageTime({ row }: { row: TimelineRow }) {
  const now = useNow();
  const isWriting = row.stream && !row.stream.isStopped;
  const text = row.outbox ? outboxWord[row.outbox.state.kind] : isWriting ? bodyTexts.writing : shortTime(row.at, now);
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
