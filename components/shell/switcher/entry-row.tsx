import { Archive, Bookmark, FileText, Hash, Lock, MessagesSquare, ShieldCheck } from "lucide-react";
import { type Unread, UnreadMark } from "@/components/attention";
import { Avatar, Badge } from "@/components/ui";
import type { Entry } from "./entry";
import { marksOf } from "./rank";
import { switcherTexts } from "./texts";

interface EntryRowProps {
  entry: Entry;
  /** What is typed. */
  words: readonly string[];
  unread: Pick<Unread, "of">;
}

/** An entry in the list: what it is, its name with what was found in it, where it is, and what is unread there. */
export function EntryRow({ entry, words, unread }: EntryRowProps) {
  const { kind, label, detail, subject } = entry;
  const place = subject === undefined ? undefined : unread.of(subject);
  return (
    <>
      <EntryIcon entry={entry} />
      <span className="flex min-w-0 grow items-baseline gap-2">
        <bdi className="min-w-0 shrink-0 truncate text-ink max-w-[65%]">
          <Marked text={label} words={words} />
        </bdi>
        <bdi className="min-w-0 truncate text-muted text-xs">{detail}</bdi>
      </span>
      <span className="sr-only">, {switcherTexts.kinds[kind]}</span>
      {place ? (
        <UnreadMark
          forMe={place.forMe}
          unread={place.unread}
          isMuted={place.level === "muted"}
          isDot={kind === "thread" && place.level !== "following"}
        />
      ) : null}
      {entry.isArchived ? <Badge>{switcherTexts.archived}</Badge> : null}
      {kind === "channel" || kind === "thread" ? null : (
        <span aria-hidden="true" className="shrink-0 text-faint text-xs max-md:hidden">
          {kind === "agent" || kind === "person" ? switcherTexts.whatTheySaid : switcherTexts.kinds[kind]}
        </span>
      )}
    </>
  );
}

function EntryIcon({ entry }: { entry: Entry }) {
  const { kind, key, label, isPrivate, isArchived, detail } = entry;
  if (kind === "agent" || kind === "person") {
    return <Avatar id={key.slice("principal ".length)} name={label} kind={kind} size="xs" className="-mx-0.5" />;
  }
  if (kind === "space")
    return <Avatar id={key.slice("space ".length)} name={label} kind="space" size="xs" className="-mx-0.5" />;
  const icons = {
    channel: isPrivate ? Lock : Hash,
    thread: isPrivate ? Lock : MessagesSquare,
    filter: Bookmark,
    page: detail === switcherTexts.admin ? ShieldCheck : FileText,
  };
  const Icon = isArchived ? Archive : icons[kind];
  return <Icon aria-hidden="true" className="size-4 shrink-0 text-faint" />;
}

function Marked({ text, words }: { text: string; words: readonly string[] }) {
  const marks = marksOf(words, text);
  if (marks.length === 0) return text;
  const ends = [0, ...marks.map(([, to]) => to)];
  return (
    <>
      {marks.map(([from, to], index) => (
        <span key={from}>
          {text.slice(ends[index], from)}
          <mark className="bg-transparent font-semibold text-accent">{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </>
  );
}
