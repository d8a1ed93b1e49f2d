import { BellOff } from "lucide-react";
import { countText } from "./count-text";
import { attentionTexts } from "./texts";

interface UnreadMarkProps {
  forMe: number;
  unread: number;
  /** The number says nothing: only that there is something. */
  isDot?: boolean;
  isMuted?: boolean;
}

/** What is unread, at the end of a row: what is for the person stands out, traffic is quiet. */
export function UnreadMark({ forMe, unread, isDot = false, isMuted = false }: UnreadMarkProps) {
  if (forMe > 0) return <ForMeCount count={forMe} />;
  if (isMuted) {
    return (
      <span className="ml-auto inline-flex shrink-0 pl-1">
        <BellOff aria-hidden="true" className="size-3.5 text-faint" />
        <span className="sr-only">({attentionTexts.muted})</span>
      </span>
    );
  }
  if (unread === 0) return null;
  if (isDot) {
    return (
      <span className="ml-auto inline-flex shrink-0 pl-1">
        <span aria-hidden="true" className="mx-1 size-1.5 rounded-full bg-muted" />
        <span className="sr-only">({attentionTexts.unread})</span>
      </span>
    );
  }
  const text = countText(unread);
  return (
    <span className="ml-auto shrink-0 pl-1 font-normal text-faint text-xs tabular-nums">
      <span aria-hidden="true">{text}</span>
      <span className="sr-only">({attentionTexts.unreadCount(text)})</span>
    </span>
  );
}

/** How much is for the person. */
export function ForMeCount({ count }: { count: number }) {
  return (
    <span className="ml-auto inline-flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-full bg-accent px-1.5 font-semibold text-2xs text-on-accent tabular-nums">
      <span aria-hidden="true">{countText(count)}</span>
      <span className="sr-only">({attentionTexts.forMeCount(count)})</span>
    </span>
  );
}
