import { ArrowDown } from "lucide-react";
import { chatTexts } from "../texts";

interface NewMessagesPillProps {
  isShown: boolean;
  unseen: number;
  onPress: () => void;
}

/** The way back to the live end, and how much came there meanwhile. Lies over the rows: they do not move for it. */
export function NewMessagesPill({ isShown, unseen, onPress }: NewMessagesPillProps) {
  if (!isShown) return null;
  const hasNew = unseen > 0;
  return (
    <button
      type="button"
      onClick={onPress}
      aria-label={hasNew ? `${chatTexts.newMessages(unseen)}. ${chatTexts.toEnd}` : chatTexts.toEnd}
      className={`absolute right-4 bottom-3 z-10 inline-flex h-8 items-center gap-1.5 rounded-full px-3 font-medium text-xs shadow-float md:right-6 ${
        hasNew
          ? "bg-accent text-on-accent hover:bg-accent-strong"
          : "border border-line bg-raised text-muted hover:text-ink"
      }`}
    >
      {hasNew ? <span className="tabular-nums">{chatTexts.newMessages(unseen)}</span> : null}
      <ArrowDown className="size-4" aria-hidden="true" />
    </button>
  );
}
